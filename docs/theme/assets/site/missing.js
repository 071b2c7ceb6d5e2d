// On the page of missing addresses: an address whose "#" had become "%23" leads where it was meant to. Its answers are sent nowhere: they go behind the "#".
import { fragmentInPath } from "../calculators/address.js";

const meant = fragmentInPath(location.pathname);

if (meant) {
  const there = new URL(location.href);
  there.pathname = meant.path;
  there.hash = meant.fragment + location.search.replace("?", "&");
  there.search = "";
  location.replace(there);
}
