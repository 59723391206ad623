"""Worlds: what the tasks of playbooks do, in loops, blocks and by modules."""

from __future__ import annotations

TASKED: list[tuple[str, str, str, str]] = [
    (
        "argv of a command",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "command:\\n        argv: [ls, /srv]\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "command:\\n        argv:\\n          - rm\\n          - -rf\\n          - "
            "/srv/data\\n'"
        ),
    ),
    (
        "a script of one's own sent there",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "script: x.sh\\n'\n"
            "script x.sh 'uptime'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "script: x.sh\\n'\n"
            "script x.sh 'rm -rf /srv/data'"
        ),
    ),
    (
        "a job of cron",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "cron:\\n        name: x\\n        job: /usr/bin/backup\\n        hour: 3\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "cron:\\n        name: x\\n        job: rm -rf /srv/data\\n        hour: 3\\n'"
        ),
    ),
    (
        "docker pruned with volumes",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "docker_prune:\\n        images: true\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "community.docker.docker_prune:\\n        volumes: true\\n'"
        ),
    ),
    (
        "a resource group",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "azure_rm_resourcegroup:\\n        name: shop\\n        state: present\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "azure.azcollection.azure_rm_resourcegroup:\\n        name: shop\\n        "
            "state: absent\\n        force_delete_nonempty: true\\n'"
        ),
    ),
    (
        "ninth of a loop",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "file: path={{ item }} state=absent\\n      loop: [/tmp/a, /tmp/b, /tmp/c, "
            "/tmp/d, /tmp/e, /tmp/f, /tmp/g, /tmp/h, /tmp/i]\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "file: path={{ item }} state=absent\\n      loop: [/tmp/a, /tmp/b, /tmp/c, "
            "/tmp/d, /tmp/e, /tmp/f, /tmp/g, /tmp/h, /srv/data]\\n'"
        ),
    ),
    (
        "path that goes up",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /tmp/x/../y\\n        state: absent\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /tmp/../srv/data\\n        state: "
            "absent\\n'"
        ),
    ),
]
TASKED_ASK: list[tuple[str, str, str]] = [
    (
        "a bucket by mode",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "amazon.aws.s3_object:\\n        bucket: shop\\n        mode: delete\\n'"
        ),
    ),
    (
        "a table of a cloud",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "dynamodb_table:\\n        name: orders\\n        state: absent\\n'"
        ),
    ),
    (
        "a volume of a cloud",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "amazon.aws.ec2_vol:\\n        id: vol-1\\n        state: absent\\n'"
        ),
    ),
    (
        "a definition of a cluster removed",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "k8s:\\n        state: absent\\n        definition:\\n          kind: Namespace\\n "
            "         metadata:\\n            name: shop\\n'"
        ),
    ),
    (
        "mongodb",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "mongodb_shell:\\n        db: shop\\n        eval: db.dropDatabase()\\n'"
        ),
    ),
    (
        "loop of a variable",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  vars:\\n    paths: [/srv/data, /home]\\n  "
            "tasks:\\n    - name: x\\n      file: path={{ item }} state=absent\\n      loop: "
            '"{{ paths }}"\\n\''
        ),
    ),
    (
        "loop of pairs",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "file: path={{ item.path }} state=absent\\n      loop:\\n        - { path: "
            "/srv/data }\\n'"
        ),
    ),
    (
        "state by a condition",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            'file:\\n        path: /srv/data\\n        state: "{{ x | ternary("absent", '
            '"directory") }}"\\n\''
        ),
    ),
    (
        "folder above by a filter",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  vars:\\n    p: /srv/tmp\\n  tasks:\\n    - name: "
            'x\\n      ansible.builtin.file:\\n        path: "{{ p | dirname }}"\\n        '
            "state: absent\\n'"
        ),
    ),
    (
        "included by a variable",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  vars:\\n    env: prod\\n  tasks:\\n    - name: "
            'x\\n      include_tasks: "{{ env }}.yml"\\n\'\n'
            "text prod.yml '- shell: rm -rf /srv/data\\n'"
        ),
    ),
    (
        "included by a loop",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            'include_tasks: "{{ item }}"\\n      loop: [a.yml, b.yml]\\n\'\n'
            "text b.yml '- shell: rm -rf /srv/data\\n'"
        ),
    ),
    (
        "blocks five deep",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "block:\\n        - block:\\n            - block:\\n                - block:\\n    "
            "                - block:\\n                        - shell: rm -rf /srv/data\\n'"
        ),
    ),
    (
        "seventieth task",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: "
            "uptime\\n    - command: uptime\\n    - command: uptime\\n    - command: uptime\\n "
            "   - command: uptime\\n    - command: uptime\\n    - command: uptime\\n    - "
            "command: uptime\\n    - shell: rm -rf /srv/data\\n'"
        ),
    ),
]
