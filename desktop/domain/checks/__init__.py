"""The closed set of checks, one function for each operation of a pack.

The way of a rule: ``resources/notices/PACK/pack.yaml`` names its operation and parameters
(:mod:`desktop.domain.operations`), :mod:`desktop.domain.checks.table` leads to the function, which
answers with a verdict, a reason and the fields concerned; ``app/findings/messages.py`` has the
sentence for the reason, ``tests/domain/test_rules_*.py`` (BM24) and ``test_ops_*.py`` (notices made
by hand) the cases, a line each.
"""
