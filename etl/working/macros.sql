-- Numbers and statements as `etl/language` has them, for whole columns at a time.

-- Whether six decimals of a number are the same for all that the errors of its last bits make it.
CREATE MACRO rounds_clearly(x) AS abs(x) < 4e6 AND abs(abs(x * 1e6) % 1 - 0.5) > 1e-3;

-- `stored`: rounded to six decimals. Where a double is too coarse to tell which way, by its digits.
CREATE MACRO stored(x) AS CASE
    WHEN x = trunc(x) THEN x
    WHEN rounds_clearly(x) THEN round(x * 1e6) / 1e6
    ELSE printf('%.6f', x)::DOUBLE
END;

-- `difference`, stored. Whole numbers and those of few decimals need no arithmetic on paper.
CREATE MACRO stored_difference(x, y) AS CASE
    WHEN x = trunc(x) AND y = trunc(y) AND abs(x) < 4e15 AND abs(y) < 4e15 THEN x - y
    WHEN abs(x) < 4e6 AND abs(y) < 4e6 AND rounds_clearly(x - y)
    THEN round((x - y) * 1e6) / 1e6
    ELSE stored(decimal_difference(x, y))
END;

CREATE MACRO statement(code, parts) AS '{"code": "' || code || '", "parts": ' || parts || '}';

CREATE MACRO unit_name(id) AS '{"unit_id": "' || id || '"}';

CREATE MACRO amount(x, decimals, sign) AS
    '{"number": ' || stored(x) || ', "decimals": ' || decimals || ', "sign": "' || sign || '"}';

CREATE MACRO printed(words, x) AS
    '{"printed": ' || to_json(words) || ', "value": ' || x || '}';

CREATE MACRO bounds(low, high, range_low, range_high, sign) AS
    '{"between": [' || stored(low) || ', ' || stored(high)
    || '], "scale": [' || range_low || ', ' || range_high || '], "sign": "' || sign || '"}';

CREATE MACRO listing(parts, joined_by) AS
    '{"list": [' || coalesce(parts, '') || '], "joined_by": "' || joined_by || '"}';

-- The value of a figure; NULL for an interval and for a missing value.
CREATE MACRO value_of(status, low) AS CASE WHEN status = 'observed' THEN low END;
