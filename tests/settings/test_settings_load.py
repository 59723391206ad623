"""Where settings come from, which source wins, and what a broken one does."""

from __future__ import annotations

import grp
import os
import pwd
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.own_variables import NOT_SETTINGS
from shellguard.settings import edit, trust
from shellguard.settings.layers import environment_layer, text_layer
from shellguard.settings.load import Loaded, load, user_file
from shellguard.settings.model import Settings, descriptions, key_names
from shellguard.settings.reloading import Reloading


def write_user(text: str) -> None:
    user_file().write_text(text)


def only_error(loaded: Loaded) -> ShellguardError:
    assert len(loaded.errors) == 1, [str(error) for error in loaded.errors]
    return loaded.errors[0]


def test_nothing_is_set_without_any_source() -> None:
    loaded = load(environment={})
    assert loaded.settings == Settings()
    assert not loaded.errors
    assert {str(origin) for origins in loaded.origins.values() for origin in origins} == {"default"}


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("[policy]\nalow_up_to = 3\n", "no setting policy.alow_up_to", 2),
        ("# first\n\n[polcy]\nallow_up_to = 3\n", "no setting polcy", 4),
        ("[policy]\n\nallow_up_to = 'x'\n", "policy.allow_up_to: it should be a whole number, not 'x'", 3),
        ("policy.allow_up_to = true\n", "a whole number", 1),
        ("policy.always_deny = 'rm'\n", "it should be a list, as in", 1),
        ("policy.classifier = 'perhaps'\n", "it should be true or false", 1),
        ("model.name = 3\n", "model.name: it should be a text, not 3", 1),
        ("[policy]\nallow_up_to = 101\n", "less than or equal to 100", 2),
        ("[policy]\nallow_up_to = 90\n", "must be less than phrase_from", 2),
        ("[policy]\nalways_deny = ['ok', \"'open\"]\n", "a quote is not closed", 2),
        ("[policy]\nalways_deny = 'x'\n", "policy.always_deny", 2),
        ("[policy]\nalways_deny = [3]\n", "policy.always_deny", 2),
        ("mode = 'loose'\n", "mode: it should be 'guard', 'observe' or 'off'", 1),
        ("policy = 3\n", "policy", 1),
        ("[dialogue.keys]\nrun = 'n'\n", "two answers share a key", 2),
        ("[model]\nbase_url = 'ftp://x'\n", "base_url must begin with http", 2),
        ("[model]\nbase_url = 'localhost:8000/v1'\n", "base_url must begin with http", 2),
        *(
            (f"[model]\nbase_url = '{address}'\n", "base_url names no server", 2)
            for address in (
                "http://",
                "http:///v1",
                "http://[::1",
                "http://here:port/v1",
                "http://here:99999",
            )
        ),
    ],
)
def test_a_faulty_key_is_told_with_file_and_line_and_is_not_in_force(text: str, says: str, line: int) -> None:
    write_user(text)
    loaded = load(environment={})
    error = only_error(loaded)
    assert says in error.what
    assert error.where == f"{user_file()}:{line}"
    assert loaded.settings == Settings()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[policy\n", "at line 1"),
        (b"# one\na = \xff", "line 2 is no UTF-8"),
        (b"a = 1\na = 2\n", "Cannot overwrite"),
        (b"x = " + b"[" * 5000, "nested too deep"),
        (b"x = " + b"9" * 5000, "digits"),
        (b"#" * 1_100_000, "longer than a megabyte"),
    ],
)
def test_a_file_that_is_no_toml_is_told(content: bytes, says: str) -> None:
    user_file().write_bytes(content)
    error = only_error(load(environment={}))
    assert says in error.what
    assert error.where == str(user_file())


OPEN = [(0o666, 0o755), (0o646, 0o755), (0o644, 0o757), (0o644, 0o777)]


@pytest.mark.parametrize(("of_the_file", "of_its_folder"), OPEN)
def test_a_file_that_others_could_have_written_does_not_count(of_the_file: int, of_its_folder: int) -> None:
    write_user("mode = 'off'\n")
    user_file().parent.chmod(of_its_folder)
    user_file().chmod(of_the_file)
    loaded = load(environment={})
    error = only_error(loaded)
    assert loaded.settings.mode == "guard"
    assert error.where == str(user_file())
    assert "everybody may change" in error.what
    assert error.hint == f"chmod go-w {user_file() if of_the_file != 0o644 else user_file().parent}"


@pytest.mark.parametrize(("of_the_file", "of_its_folder"), [(0o600, 0o700), (0o644, 0o755), (0o644, 0o1777)])
def test_a_file_that_others_may_only_read_counts(of_the_file: int, of_its_folder: int) -> None:
    write_user("mode = 'off'\n")
    user_file().parent.chmod(of_its_folder)
    user_file().chmod(of_the_file)
    assert load(environment={}).settings.mode == "off"


def test_the_folder_that_a_link_leads_to_counts_as_well(folders: Path) -> None:
    elsewhere = folders / "dotfiles"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "shellguard.toml").write_text("mode = 'off'\n")
    user_file().symlink_to(elsewhere / "shellguard.toml")
    assert load(environment={}).settings.mode == "off"
    elsewhere.chmod(0o777)
    assert load(environment={}).settings.mode == "guard"


def test_the_folder_of_a_link_counts_as_well(folders: Path) -> None:
    elsewhere = folders / "dotfiles"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "shellguard.toml").write_text("mode = 'off'\n")
    user_file().symlink_to(elsewhere / "shellguard.toml")
    user_file().parent.chmod(0o777)
    assert load(environment={}).settings.mode == "guard"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_or_of_a_group_does_not_count() -> None:
    write_user("mode = 'off'\n")
    os.chown(user_file(), 4242, -1)
    assert "user 4242 may change this file" in only_error(load(environment={})).what
    os.chown(user_file(), 0, 4242)
    assert load(environment={}).settings.mode == "off"
    user_file().chmod(0o664)
    assert "group 4242 may change this file" in only_error(load(environment={})).what


def test_the_group_that_is_this_user_alone_may_write() -> None:
    user = pwd.getpwuid(os.geteuid())
    try:
        own = grp.getgrgid(user.pw_gid)
    except KeyError:
        pytest.skip("this user's group has no name")
    if own.gr_name != user.pw_name or set(own.gr_mem) - {user.pw_name}:
        pytest.skip("this user has no group of their own")
    write_user("mode = 'off'\n")
    os.chown(user_file(), -1, user.pw_gid)
    user_file().chmod(0o664)
    assert load(environment={}).settings.mode == "off"


def test_a_pipe_in_the_place_of_the_file_holds_up_nobody() -> None:
    os.mkfifo(user_file())
    assert "no plain file" in only_error(load(environment={})).what


def test_a_link_to_dev_null_says_nothing() -> None:
    user_file().symlink_to("/dev/null")
    assert not load(environment={}).errors


def test_the_nearest_name_is_suggested() -> None:
    write_user("[policy]\ndeny_form = 90\n")
    assert only_error(load(environment={})).hint == "did you mean policy.deny_from?"


def test_the_other_keys_of_a_faulty_file_are_in_force() -> None:
    write_user("[policy]\nalow_up_to = 3\nalways_deny = ['x *']\nallow_up_to = 90\n")
    loaded = load(environment={})
    assert len(loaded.errors) == 2
    assert loaded.settings.policy.always_deny == ("x *",)
    assert loaded.settings.policy.allow_up_to == 50


def test_the_last_good_file_is_in_force_while_the_file_is_broken() -> None:
    write_user("[policy]\ndeny_from = 90\n")
    assert load(environment={}, keep_good=True).settings.policy.deny_from == 90
    write_user("[policy\n")
    loaded = load(environment={}, keep_good=True)
    assert loaded.settings.policy.deny_from == 90
    assert "no TOML" in only_error(loaded).what
    write_user("")
    assert load(environment={}, keep_good=True).settings == Settings()
    write_user("[policy\n")
    assert load(environment={}).settings == Settings()


def test_the_stronger_source_of_a_setting_counts(folders: Path) -> None:
    (folders / "system.toml").write_text("mode = 'off'\n[policy]\ndeny_from = 91\nallow_up_to = 41\n")
    write_user("[policy]\ndeny_from = 92\n")
    loaded = load(environment={"SHELLGUARD_MODE": "observe"}, command_line={"policy.phrase_from": 85})
    policy = loaded.settings.policy
    assert (loaded.settings.mode, policy.allow_up_to, policy.phrase_from, policy.deny_from) == (
        "observe",
        41,
        85,
        92,
    )
    assert str(loaded.origins["mode"][0]) == "environment ($SHELLGUARD_MODE)"
    assert str(loaded.origins["policy.allow_up_to"][0]) == f"system ({folders}/system.toml:4)"
    assert str(loaded.origins["policy.deny_from"][0]) == f"user ({user_file()}:2)"
    assert str(loaded.origins["policy.phrase_from"][0]) == "command line (--set)"


def test_lists_add_up_so_that_an_administrators_deny_stays(folders: Path) -> None:
    (folders / "system.toml").write_text("[policy]\nalways_deny = ['a *']\n")
    write_user("[policy]\nalways_deny = ['b *']\n")
    loaded = load(environment={"SHELLGUARD_POLICY_ALWAYS_DENY": "['c *']"})
    assert loaded.settings.policy.always_deny == ("a *", "b *", "c *")
    assert [origin.layer for origin in loaded.origins["policy.always_deny"]] == [
        "system",
        "user",
        "environment",
    ]


def test_a_preset_is_the_origin_of_its_thresholds() -> None:
    write_user("[policy]\npreset = 'paranoid'\nallow_up_to = 20\n")
    loaded = load(environment={})
    assert (loaded.settings.policy.allow_up_to, loaded.settings.policy.deny_from) == (20, 91)
    assert str(loaded.origins["policy.deny_from"][0]) == "preset (paranoid)"
    assert loaded.origins["policy.allow_up_to"][0].layer == "user"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("SHELLGUARD_MODEL_BASE_ULR", "SHELLGUARD_MODEL_BASE_URL"),
        ("SHELLGUARD_POLCY_DENY_FROM", "SHELLGUARD_POLICY_DENY_FROM"),
        ("SHELLGUARD_MOED", "SHELLGUARD_MODE"),
        ("SHELLGUARD_STATEDIR", "SHELLGUARD_STATE_DIR"),
        ("SHELLGUARD_X", "SHELLGUARD_POLICY_DENY_FROM sets policy.deny_from"),
    ],
)
def test_a_mistyped_variable_is_told_and_the_others_are_in_force(name: str, meant: str) -> None:
    loaded = load(environment={name: "1", "SHELLGUARD_MODE": "observe"})
    error = only_error(loaded)
    assert error.what == f"the variable {name} names no setting"
    assert meant in error.hint
    assert loaded.settings.mode == "observe"


def test_variables_that_are_no_settings_are_none_of_them() -> None:
    assert not environment_layer(dict.fromkeys(NOT_SETTINGS, "x")).faults
    assert not environment_layer({"SHELLGUARD_TEST_BASH": "x", "SHELLGUARDIAN": "x"}).faults


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, "a\nb", "\udcff", ""])
def test_any_value_of_a_variable_is_told(value: str) -> None:
    assert (
        "SHELLGUARD_POLICY_DENY_FROM"
        in only_error(load(environment={"SHELLGUARD_POLICY_DENY_FROM": value})).where
    )


def test_variables_of_other_clients_count() -> None:
    layer = environment_layer(
        {"OPENAI_API_BASE": "http://a/v1", "VLLM_API_KEY": "x", "SHELLGUARD_STATE_DIR": "/x"}
    )
    assert dict(layer.values) == {"model.base_url": "http://a/v1", "model.api_key_env": "VLLM_API_KEY"}


def test_keys_are_found_on_their_lines_however_they_are_written() -> None:
    layer = text_layer("user", b'policy . "deny_from" = 90\n[ dialogue.keys ]  # x\nrun = "x"\n', "f")
    assert layer.places == {"policy.deny_from": "f:1", "dialogue.keys.run": "f:3"}


def project(folder: Path, text: str) -> Path:
    file = folder / ".shellguard.toml"
    file.write_text(text)
    return file


def test_a_project_file_does_nothing_until_trusted_and_after_a_change(folders: Path) -> None:
    inner = folders / "a" / "b"
    inner.mkdir(parents=True)
    file = project(folders / "a", "[policy]\ndeny_from = 85\n")
    loaded = load(environment={}, cwd=str(inner))
    assert (loaded.settings.policy.deny_from, loaded.untrusted) == (95, file)
    trust.trust(file, file.read_bytes())
    loaded = load(environment={}, cwd=str(inner))
    assert (loaded.settings.policy.deny_from, loaded.untrusted) == (85, None)
    file.write_text("[policy]\ndeny_from = 84\n")
    assert load(environment={}, cwd=str(inner)).untrusted == file
    assert trust.revoke(file)
    assert not trust.revoke(file)


def test_a_project_can_only_tighten(folders: Path) -> None:
    write_user("[policy]\ndeny_from = 90\nalways_deny = ['a *']\n")
    file = project(
        folders,
        "mode = 'off'\n[policy]\ndeny_from = 99\nallow_up_to = 30\npreset = 'balanced'\n"
        "always_deny = ['b *']\nalways_allow = ['rm *']\n[model]\nbase_url = 'http://evil/v1'\n",
    )
    trust.trust(file, file.read_bytes())
    loaded = load(environment={}, cwd=str(folders))
    policy = loaded.settings.policy
    assert (loaded.settings.mode, policy.deny_from, policy.allow_up_to) == ("guard", 90, 30)
    assert policy.always_deny == ("a *", "b *")
    assert policy.always_allow == ()
    assert loaded.settings.model.base_url == ""
    assert sorted(error.what for error in loaded.errors) == [
        "a project may not set model.base_url",
        "a project may not set policy.always_allow",
    ]


def test_an_unreadable_list_of_trust_trusts_nothing(folders: Path) -> None:
    file = project(folders, "mode = 'guard'\n")
    trust.trust(file, file.read_bytes())
    for content in ("[]", "[" * 50_000, '{"files": 3}', ""):
        trust.trust_file().write_text(content)
        assert not trust.is_trusted(file, file.read_bytes())
        with pytest.raises(ShellguardError, match="can't be read"):
            trust.trusted()


def test_settings_follow_their_file() -> None:
    source = Reloading(keep_good=False)
    user_file().parent.chmod(0o755)
    assert source.current().settings.mode == "guard"
    assert source.current() is source.current()
    write_user("mode = 'observe'\n")
    assert source.current().settings.mode == "observe"
    user_file().chmod(0o666)
    assert source.current().settings.mode == "guard"
    user_file().chmod(0o644)
    assert source.current().settings.mode == "observe"
    user_file().parent.chmod(0o777)
    assert source.current().settings.mode == "guard"
    user_file().unlink()
    assert source.current().settings.mode == "guard"


def test_the_fingerprint_changes_with_a_value() -> None:
    before = load(environment={}).fingerprint
    assert load(environment={}).fingerprint == before
    assert load(environment={"SHELLGUARD_MODE": "off"}).fingerprint != before


def test_editing_keeps_comments_and_refuses_what_does_not_fit() -> None:
    write_user("# mine\n[policy]  # here\ndeny_from = 90 # ninety\n")
    with pytest.raises(ShellguardError, match="less than phrase_from"):
        edit.set_value("policy.allow_up_to", 99)
    with pytest.raises(ShellguardError, match=r"no setting policy[.]x"):
        edit.set_value("policy.x", 1)
    assert user_file().read_text() == "# mine\n[policy]  # here\ndeny_from = 90 # ninety\n"
    edit.set_value("policy.deny_from", 91)
    edit.set_value("dialogue.keys.run", "j")
    edit.add_pattern("policy.always_allow", "make test")
    edit.add_pattern("policy.always_allow", "make test")
    text = user_file().read_text()
    assert "# mine\n[policy]  # here\ndeny_from = 91 # ninety\n" in text
    loaded = load(environment={})
    assert loaded.settings.dialogue.keys.run == "j"
    assert loaded.settings.policy.always_allow == ("make test",)
    edit.unset("policy.deny_from")
    assert load(environment={}).settings.policy.deny_from == 95
    with pytest.raises(ShellguardError, match="not set there"):
        edit.unset("policy.deny_from")
    assert user_file().stat().st_mode & 0o777 == 0o600


def test_every_key_says_what_it_is_for() -> None:
    assert set(descriptions()) == set(key_names())
    assert all(descriptions().values())
