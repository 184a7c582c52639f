// The figures of the dashboard in the browser: Streamlit calls this whenever a figure's data change.
// Each figure owns what lies in its place, so a change repaints what is there and never replaces it.
import { choseUnit, follow, forget } from "./ahead.js";
import { MapFigure } from "./map.js";
import { RankingFigure } from "./ranking.js";

const kinds = { map: MapFigure, ranking: RankingFigure };
const figures = new WeakMap();

export default function show({ data, parentElement, setTriggerValue }) {
  let figure = figures.get(parentElement);
  if (!figure) {
    figure = new kinds[data.kind](parentElement);
    figures.set(parentElement, figure);
  }
  figure.choose = (unit) => {
    choseUnit(unit);
    setTriggerValue("unit", unit);
  };
  figure.update(data);
  follow(figure, data);
  // Streamlit calls this too where new data came while the last were being shown; the figure stays.
  return () => {
    if (parentElement.isConnected) return;
    figures.delete(parentElement);
    forget(figure);
    figure.remove();
  };
}
