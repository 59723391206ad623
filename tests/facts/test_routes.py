"""Whether an address is of this machine's own networks, by tables as the kernel writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.machine.routes import leaves_machine

ROUTES = """\
Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
br-0a1b2c3d4e5f\t0031A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
"""
ADDRESSES = "Main:\n  |-- 192.168.1.7\n     /32 host LOCAL\n  |-- 192.168.1.255\n     /32 link BROADCAST\n"
STAYS = ["127.0.0.1", "127.0.1.1", "0.0.0.0", "192.168.49.2", "172.17.0.3", "192.168.1.7", "app.localhost"]
LEAVES = ["192.168.1.8", "10.0.0.5", "172.18.0.2", "203.0.113.9", "k8s.example.com", "192.168.1.255"]


@pytest.mark.parametrize(
    ("host", "leaves"), [(one, True) for one in LEAVES] + [(one, False) for one in STAYS]
)
def test_only_what_this_machine_keeps_networks_for_stays(tmp_path: Path, host: str, leaves: bool) -> None:
    routes, addresses = tmp_path / "route", tmp_path / "fib_trie"
    routes.write_text(ROUTES)
    addresses.write_text(ADDRESSES)
    assert leaves_machine(host, routes, addresses) is leaves


@pytest.mark.parametrize(
    ("host", "leaves"), [("192.168.49.2", False), ("8.8.8.8", True), ("a.example.com", True)]
)
def test_without_a_table_a_private_address_may_stay(tmp_path: Path, host: str, leaves: bool) -> None:
    assert leaves_machine(host, tmp_path / "none", tmp_path / "none") is leaves
