"""A factorial sweep on a Dask cluster, and what each factor does to the grid's share."""

from dask.distributed import Client, LocalCluster

import issueflow

DESIGN = {
    "schema": 1,
    "name": "factorial",
    "base": "Scenarios/small-town.yaml",
    "plan": "grid",
    "replications": 10,
    "factors": [
        {"id": "paperwork", "path": "tiers.grid.paperwork", "values": ["20%", "40%"]},
        {"id": "authority", "path": "types.noise.authority.grid", "values": ["70%", "85%"]},
        {"id": "staff", "path": "tiers.community.staff", "values": [1, 2]},
    ],
}

if __name__ == "__main__":
    # On a cluster: Client("tcp://scheduler:8786"), or dask_jobqueue.SLURMCluster.
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        result = issueflow.sweep(DESIGN, client=client)
    print(result.main_effects("share", "grid").to_string(index=False))
