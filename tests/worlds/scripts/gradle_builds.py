"""Worlds: what the tasks of a gradle build remove."""

from __future__ import annotations

GRADLE: list[tuple[str, str, str, str]] = [
    (
        "gradle clean",
        "./gradlew clean",
        (
            "repository src/A.java\n"
            "script gradlew '#!/bin/sh\\nexec java -jar gradle/wrapper/gradle-wrapper.jar \"$@\"\\n'\n"
            "text build.gradle 'plugins { id \"java\" }\\n'\n"
            "text .gitignore 'build\\n'\n"
            "commit\n"
            "file build/classes/A.class"
        ),
        (
            "repository src/A.java\n"
            "script gradlew '#!/bin/sh\\nexec java -jar gradle/wrapper/gradle-wrapper.jar \"$@\"\\n'\n"
            'text build.gradle \'plugins { id "java" }\\nclean {\\n    delete "uploads"\\n}\\n\'\n'
            "text .gitignore 'build\\nuploads\\n'\n"
            "commit\n"
            "files uploads/photo#.jpg 9"
        ),
    ),
]
