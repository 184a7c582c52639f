"""The two structures of the country that units belong to, each by a day on which it was in force.

Between 1/3/2025 and 30/6/2025 the ministries were those of the second and the provinces those of
the first.
"""

from datetime import date

DAY_OF = {"2024": date(2024, 7, 31), "2025": date(2025, 7, 1)}
