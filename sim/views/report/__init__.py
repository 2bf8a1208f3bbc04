"""Report: one self-contained page that a council can put before its board."""

from sim.views.report.annex import write_annex
from sim.views.report.page import report_html, write_report

__all__ = ["report_html", "write_annex", "write_report"]
