"""Plants faults of resuming, pairing and scaling in a copy of the package, one at a time: a test must catch each.

    python Tests/PythonTests/mutants.py [NUMBER …]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parents[1] / "Sources" / "Python" / "issueflow"

#: File, what stands there, what stands there instead, and the tests that are asked.
MUTANTS = [
    ("cluster.py", 'if not all((self.folder(shard)', 'if True or not all((self.folder(shard)', "test_cluster.py -k killed_client"),
    ("cluster.py", '"build": plan["build"], "shards"', '"shards"', "test_cluster.py -k another_build_are_not"),
    ("cluster.py", 'JOURNAL = ("points.journal", "run.log", "manifest.json")', 'JOURNAL = ("points.journal", "run.log")',
     "test_cluster.py -k another_build_are_not"),
    ("cluster.py", 'for key in ("build", "hash"):\n        if plan', 'for key in ("hash",):\n        if plan',
     "test_cluster.py -k worker_with_another_build"),
    ("sensitivity.py", "order / max(1, len(levels) - 1)", "order / max(1, len(levels))", "test_sensitivity.py -k real_sweep"),
    ("sensitivity.py", "low = numbers.min() if spec.from_ is None", "low = numbers.min() + 1 if True", "test_sensitivity.py -k real_sweep"),
    ("sweep_result.py", 'on="design_point")', 'left_index=True, right_index=True)', "test_studies.py"),
    ("sweep_result.py", 'key=lambda level: order.get(level, -1))', 'key=str)', "test_sensitivity.py -k declared_order"),
    ("sweep_result.py", "part.groupby(\"replication\")[\"value\"].mean() - grand", "part.groupby(\"replication\")[\"value\"].mean() - grand.mean()",
     "test_sensitivity.py -k same_luck"),
    ("words.py", "value / datetime.timedelta(minutes=1)", "value / datetime.timedelta(hours=1)", "test_doors.py -k language_reads"),
]


def main() -> int:
    chosen = [int(word) for word in sys.argv[1:]] or range(1, len(MUTANTS) + 1)
    alive = []
    for number in chosen:
        file, there, instead, tests = MUTANTS[number - 1]
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "issueflow"
            shutil.copytree(PACKAGE, copy)
            text = (copy / file).read_text(encoding="utf-8")
            assert there in text, (number, file, there)
            (copy / file).write_text(text.replace(there, instead), encoding="utf-8")
            name, *words = tests.split()
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(TESTS / name), *words],
                env={**os.environ, "PYTHONPATH": scratch}, cwd=scratch, capture_output=True, text=True, check=False,
            )
        print(f"{number:2} {file}: {'caught' if done.returncode == 1 else f'ALIVE ({done.returncode})'}  {instead[:60]!r}", flush=True)
        if done.returncode != 1:
            alive.append(number)
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
