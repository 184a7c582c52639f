// On a phone the sidebar lies over the page: a link of it leads to the page, which is then to be seen.
const PHONE = window.matchMedia("(max-width: 768px)");

document.addEventListener("click", (event) => {
  const link = event.target.closest(".page-link");
  if (link && PHONE.matches) {
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }
});
