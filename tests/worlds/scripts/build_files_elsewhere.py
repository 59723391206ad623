"""Builds of gradle and ant that say in other ways, or in other files, what they delete."""

_DATA = "files data/#.csv 4\nfile data/notes.md\n"

BUILT_ELSEWHERE_RUN = [
    ("gradle builds into another folder", "gradle clean",
     "text build.gradle 'plugins { id \"java\" }\\nbuildDir = \"out\"\\n'\nprogram out/libs/a.jar\nprogram out/classes/A.class"),
]  # fmt: skip

DELETED_ELSEWHERE = [
    ("gradle builds where data is", "gradle clean",
     f"text build.gradle 'plugins {{ id \"java\" }}\\nbuildDir = \"data\"\\n'\n{_DATA}"),
    ("gradle's task by the beginnings of its words", "gradle wD",
     f"text build.gradle 'task wipeData {{\\n  doLast {{ delete \"data\" }}\\n}}\\n'\n{_DATA}"),
    ("gradle with another file", "gradle -b wipe.gradle tidy",
     f"text wipe.gradle 'task tidy {{\\n  doLast {{ delete \"data\" }}\\n}}\\n'\n{_DATA}"),
    ("ant with a set of files", "ant tidy",
     "text build.xml '<project><target name=\"tidy\"><delete includeemptydirs=\"true\"><fileset dir=\"data\"/></delete>"
     f"</target></project>'\n{_DATA}"),
    ("ant with a property of the line", "ant tidy -Dout=data",
     "text build.xml '<project><property name=\"out\" value=\"build\"/><target name=\"tidy\"><delete dir=\"${out}\"/>"
     f"</target></project>'\n{_DATA}"),
    ("ant with properties in a file", "ant tidy",
     "text build.properties 'out=data\\n'\ntext build.xml '<project><property file=\"build.properties\"/>"
     "<property name=\"out\" value=\"build\"/><target name=\"tidy\"><delete dir=\"${out}\"/></target></project>'\n"
     f"{_DATA}"),
    ("ant from another folder", "ant tidy",
     "text build.xml '<project basedir=\"..\"><target name=\"tidy\"><delete dir=\"papers\"/></target></project>'\n"
     "file ~/papers/a.md ~/papers/b.md ~/papers/c.md"),
]  # fmt: skip
