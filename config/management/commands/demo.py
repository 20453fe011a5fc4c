"""`manage.py demo`: everything from an empty folder to a site with sample transcripts, in one command."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config.accounts import Account, demo_accounts, set_up_groups
from config.environment import envstr
from config.samples import Loaded, load_samples
from config.serving import PortTaken, check_port, serve
from config.working import Worker


class Command(BaseCommand):
    help = "Prepares the database, loads the sample transcripts, makes demo accounts and serves the site with a worker beside it."
    # The database may not be there yet.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=envstr("BIND", "127.0.0.1"), help="address to listen on")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        try:
            check_port(host, port)
            accounts, loaded = self._prepare()
            settings.DEMO = True
            # Children must not inherit an open connection.
            connections.close_all()
            worker = Worker()
            try:
                serve(host, port, when_ready=lambda: self._welcome(host, port, accounts, loaded))
            finally:
                worker.stop()
        except PortTaken as error:
            raise CommandError(
                f"端口不可用（{error}）。换一个端口：make demo PORT={port + 1 if port < 65535 else 8000}"
            ) from error
        except KeyboardInterrupt:
            raise SystemExit(130) from None

    def _prepare(self) -> tuple[list[Account], Loaded]:
        self.stdout.write("准备数据库……")
        call_command("migrate", verbosity=0, interactive=False)
        self.check(databases=["default"])
        set_up_groups()
        self.stdout.write("载入示例材料……")
        loaded = load_samples(lambda line: self.stdout.write(f"  {line}"))
        call_command("collectstatic", verbosity=0, interactive=False)
        return demo_accounts(settings.VAR / "demo-accounts.json"), loaded

    def _welcome(self, host: str, port: int, accounts: list[Account], loaded: Loaded) -> None:
        # An address that means "all of this machine's" is none to open.
        shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host
        reading = "浏览无须登录" if settings.PUBLIC_READ else "浏览需要登录"
        lines = ["", f"安令 Anling 已启动 is running：http://{shown}:{port}/", "", str(loaded), ""]
        lines += [f"演示账号 demo accounts（{reading}）："]
        lines += [f"  {account.name:<10}{account.password or '（密码已修改 changed）'}" for account in accounts]
        lines += ["", f"数据保存在 {settings.VAR}。按 Ctrl-C 停止 stops it.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
