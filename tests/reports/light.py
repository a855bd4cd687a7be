"""What the fork server of these tests loads ahead."""

#: The fork server of the tests leaves out pandas, Altair and spaCy, which these notebooks do not import.
LIGHT = [
    "readout",
    "papermill",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "jinja2",
    "lxml.etree",
    "mistune",
    "nh3",
    "pyarrow.parquet",
    "rocrate.rocrate",
    "readout.reports.run.kernel",
    "readout.reports.run.papermill_run",
    "readout.reports.pages.assemble",
]
