"""Reports as tests read them."""

import re
from html.parser import HTMLParser

from sim.appraisal import load_settings

SETTINGS = load_settings()


class Page(HTMLParser):
    """Collects the elements of a page and the text outside figures."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self._in_figure = [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in_figure += tag == "svg"

    def handle_endtag(self, tag):
        self._in_figure -= tag == "svg"

    def handle_data(self, data):
        if not self._in_figure:
            self.text.append(data)


def words(html):
    return re.sub(r"\s+", " ", " ".join(Page(html).text))
