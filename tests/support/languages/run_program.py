"""Runs the Pulumi program of the current folder as Pulumi's language host for Python does, with what the environment says."""

import asyncio
import json
import os
import runpy

import pulumi.runtime

pulumi.runtime.set_all_config(
    json.loads(os.environ["PULUMI_CONFIG"]), json.loads(os.environ["PULUMI_CONFIG_SECRET_KEYS"])
)
pulumi.runtime.configure(
    pulumi.runtime.Settings(
        project=os.environ["PULUMI_PROJECT"],
        stack=os.environ["PULUMI_STACK"],
        organization=os.environ["PULUMI_ORGANIZATION"],
        monitor=os.environ["PULUMI_MONITOR"],
        engine=os.environ["PULUMI_ENGINE"],
        parallel=int(os.environ["PULUMI_PARALLEL"]),
        dry_run=os.environ["PULUMI_DRY_RUN"] == "true",
    )
)


async def run() -> None:
    await pulumi.runtime.run_in_stack(lambda: runpy.run_path("__main__.py", run_name="__main__"))


asyncio.run(run())
