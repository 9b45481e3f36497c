"""Settings for all tests, of the core and of the plugins: property tests are quick, and time decides nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick",
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("long", parent=settings.get_profile("quick"), max_examples=1000)
settings.load_profile("quick")
