"""Work done in the background by `manage.py procrastinate worker`: each task is a door to one function.

A task may be interrupted anywhere and run again, so each does its work in one transaction and first looks
whether it is done already. Deferring a task inside a transaction makes both happen or neither.
"""

from django.conf import settings
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

# A lost connection, two loaders in each other's way, or an error that nobody foresaw (whose traceback is logged):
# worth another try. The intake itself counts how often, and fails in the end.
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=2)
LINKING = 5  # seconds that linking goes on at a time


@app.task(queue="intake", retry=AGAIN)
def read_intake(intake: int) -> None:
    """Understand an incoming file, and load it where nobody has to look at it first."""
    from directives.intake.work import work_on

    work_on(intake)


@app.periodic(cron="* * * * * */15")
@app.task(queueing_lock="take_up_interrupted", priority=100, pass_context=True)
async def take_up_interrupted(context: JobContext, timestamp: int) -> None:
    """Put the jobs of workers that died back into the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_SILENCE):
        await manager.retry_job(job)


@app.periodic(cron="* * * * * */10")
@app.task(queue="lineage", queueing_lock="link_changes", priority=-10)
def link_changes(timestamp: int) -> None:
    """Find where directives come from that were loaded or corrected; a few seconds at a time, so that files that wait
    to be read need not."""
    from directives.lineage.following import follow

    follow(seconds=LINKING)
