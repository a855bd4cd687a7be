"""An Airflow DAG that brings every report up to date each morning; copy it into Airflow's folder of DAGs.

Needs the provider apache-airflow-providers-papermill, and the kernel python3 in the project's environment. The
notebook that it runs calls `readout report`, which keeps its own record: the task fails where a report fails.
"""

import os
from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.papermill.operators.papermill import PapermillOperator

PROJECT = os.environ.get("READOUT_HOME", "/home/you/readout")

with DAG(
    dag_id="readout_reports",
    description="Bring the reports of Readout up to date",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
) as dag:
    PapermillOperator(
        task_id="regenerate",
        input_nb=f"{PROJECT}/reports/schedules/regenerate.ipynb",
        output_nb=f"{PROJECT}/reports/.airflow-{{{{ ds }}}}.ipynb",
        parameters={"project": PROJECT, "texts": ""},
        kernel_name="python3",
    )
