"""Pairs about folders that builders and containers empty or write over: (name, line, harmless, fatal)."""

from __future__ import annotations

EMPTIED: list[tuple[str, str, str, str]] = [
    (
        "a build wiped by meson: its own, or with photos",
        "meson setup --wipe build",
        ("text meson.build 'project(1)'\nfile build/build.ninja build/meson-private/coredata.dat build/a.o"),
        (
            "text meson.build 'project(1)'\nfile build/build.ninja build/meson-private/coredata.dat\n"
            "files build/photos/#.jpg 9"
        ),
    ),
    (
        "emptied in a container: a folder of its own, or one of this machine",
        "docker compose run --rm web rm -rf /app/data",
        (
            "text compose.yml 'services:\\n  web:\\n    image: a\\n    volumes:\\n      - "
            "./src:/app/src:ro\\n'\nfile src/a.py"
        ),
        (
            "text compose.yml 'services:\\n  web:\\n    image: a\\n    volumes:\\n      - "
            "./data:/app/data\\n'\nfiles data/#.csv 9"
        ),
    ),
    (
        "what sphinx made cleaned: pages, or photos",
        "sphinx-build -M clean docs build",
        "file docs/conf.py docs/index.rst build/html/index.html",
        "file docs/conf.py docs/index.rst\nfiles build/photos/#.jpg 9",
    ),
    (
        "vite empties where it writes: an older site, or photos",
        "npx vite build --outDir ../public --emptyOutDir",
        (
            'text package.json \'{"name":"a"}\'\n'
            "file vite.config.js index.html ../public/index.html ../public/assets/index-abc.js"
        ),
        (
            'text package.json \'{"name":"a"}\'\nfile vite.config.js index.html\n'
            "files ../public/photos/#.jpg 9"
        ),
    ),
    (
        "rails begun anew: nothing there, or an application",
        "rails new . --force --skip-git",
        "folder tmp",
        "file Gemfile README.md config/routes.rb app/models/a.rb",
    ),
    (
        "a script of composer: its cache, or what people sent",
        "composer run-script clean",
        'text composer.json \'{"scripts":{"clean":"rm -rf var/cache"}}\'\nfile var/cache/a.php',
        (
            'text composer.json \'{"scripts":{"clean":["rm -rf var/cache","rm -rf var/uploads"]}}\'\n'
            "file var/cache/a.php\nfiles var/uploads/#.jpg 9"
        ),
    ),
    (
        "what a container is given stays: a cache of the engine's, or the data",
        "docker compose run --rm web rm -rf /app/data",
        ("text compose.yml 'services:\\n  web:\\n    image: a\\n    volumes:\\n      - cache:/app/cache\\n'"),
        ("text compose.yml 'services:\\n  web:\\n    image: a\\n    volumes:\\n      - data:/app/data\\n'"),
    ),
    (
        "a container's own folder, or one above what it is given",
        "docker run --rm -v ./src:/app/$PART alpine rm -rf /app/data",
        "file src/a.py\nvar PART src",
        "file src/a.py\nvar PART data",
    ),
    (
        "yarn's cache: packages, or photos",
        "rm -rf .yarn/cache",
        "text package.json {}\ntext yarn.lock x\nfile .yarn/cache/a.zip",
        ("text package.json {}\ntext yarn.lock x\nfile .yarn/cache/a.zip\nfiles .yarn/cache/photos/#.jpg 5"),
    ),
    (
        "the environment of poetry: packages, or one's own papers",
        "poetry env remove --all",
        ("text pyproject.toml '[tool.poetry]\\nname = \"a\"'\nfile .venv/lib/a.py\ntext .venv/pyvenv.cfg x"),
        (
            "text pyproject.toml '[tool.poetry]\\nname = \"a\"'\n"
            "text poetry.toml '[virtualenvs]\\nin-project = true'\ntext .venv/pyvenv.cfg x\n"
            "files .venv/thesis/#.odt 4"
        ),
    ),
    (
        "an environment made anew by uv: packages, or notebooks",
        "uv venv --clear",
        "text .venv/pyvenv.cfg x\nfile .venv/lib/a.py pyproject.toml",
        "text .venv/pyvenv.cfg x\nfile pyproject.toml\nfiles .venv/notebooks/#.ipynb 5",
    ),
    (
        "another folder cleaned by maven: what it built, or photos",
        "mvn -f service/pom.xml clean",
        "text service/pom.xml '<project/>'\nfile service/target/a.class",
        "text service/pom.xml '<project/>'\nfiles service/target/photos/#.jpg 9",
    ),
    (
        "built by mkdocs into another folder: a site, or photos",
        "mkdocs build --clean -d ../site",
        "file mkdocs.yml docs/index.md ../site/index.html ../site/sitemap.xml",
        "file mkdocs.yml docs/index.md\nfiles ../site/photos/#.jpg 9",
    ),
    (
        "built by mdbook into a folder: a site, or pages by hand with letters beside",
        "mdbook build -d pages",
        "file book.toml src/SUMMARY.md pages/index.html pages/print.html pages/book.js",
        "file book.toml src/SUMMARY.md pages/index.html\nfiles pages/letter#.txt 9\nedit pages/letter1.txt",
    ),
    (
        "built by jekyll into a folder: a site, or photos",
        "jekyll build -d public",
        "file _config.yml index.md public/index.html",
        "file _config.yml index.md\nfiles public/photos/#.jpg 9",
    ),
    (
        "emptied by a builder: an older site of many pages, or that and one's own papers",
        "mkdocs build -d ../site",
        (
            "file mkdocs.yml docs/index.md\nfiles ../site/page#/index.html 30\n"
            "file ../site/index.html ../site/assets/app.js ../site/img/logo.png"
        ),
        (
            "file mkdocs.yml docs/index.md\nfiles ../site/page#/index.html 30\n"
            "file ../site/index.html ../site/assets/app.js ../site/img/logo.png\n"
            "files ../site/letters/#.odt 4"
        ),
    ),
    (
        "packages fetched anew in another folder: as they came, or changed by hand",
        "npm --prefix web ci",
        (
            "text web/package.json {}\ntext web/node_modules/.package-lock.json {}\n"
            "file web/node_modules/a/index.js\n"
            "old web/node_modules/a/index.js web/node_modules/.package-lock.json"
        ),
        (
            "text web/package.json {}\ntext web/node_modules/.package-lock.json {}\n"
            "file web/node_modules/a/index.js\nold web/node_modules/.package-lock.json\n"
            "edit web/node_modules/a/index.js"
        ),
    ),
]
