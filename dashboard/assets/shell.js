// On a phone the sidebar lies over the page. Streamlit closes it after a click in its own
// navigation, but not after one on a page link, which is what the sidebar has.
const PHONE = window.matchMedia("(max-width: 768px)");

document.addEventListener("click", (event) => {
  const link = event.target.closest('[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]');
  if (link && PHONE.matches) {
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }
});
