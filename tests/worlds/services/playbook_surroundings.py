"""Worlds: what playbooks do by inventories, variables and settings around them."""

from __future__ import annotations

PLAYED: list[tuple[str, str, str, str]] = [
    (
        "-c local but play by ssh",
        "ansible-playbook -c local -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "shell: rm -rf /tmp/x-y\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  connection: ssh\\n  tasks:\\n    - name: x\\n     "
            " shell: rm -rf /srv/app/uploads\\n'"
        ),
    ),
    (
        "host_vars say it",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text host_vars/web1.shop.example.com.yml 'wipe: true\\n'"
        ),
    ),
    (
        "group_vars folder says it",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text group_vars/web/main.yml 'wipe: false\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text group_vars/web/main.yml 'wipe: true\\n'"
        ),
    ),
    (
        "extra vars json file",
        "ansible-playbook -i hosts site.yml -e @v.json",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text v.json '{\"wipe\": false}'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text v.json '{\"wipe\": true}'"
        ),
    ),
    (
        "tags by variable",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "tags: [never, wipe]\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "tags: [never, wipe]\\n'\n"
            "var ANSIBLE_RUN_TAGS wipe"
        ),
    ),
    (
        "tags by ansible.cfg",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "tags: [never, wipe]\\n'\n"
            "text ansible.cfg '[defaults]\\nforks=5\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "tags: [never, wipe]\\n'\n"
            "text ansible.cfg '[tags]\\nrun = wipe\\n'"
        ),
    ),
    (
        "roles_path in ansible.cfg",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text r/app/tasks/main.yml '- name: x\\n  copy: src=a dest=/etc/app.conf\\n'\n"
            "text ansible.cfg '[defaults]\\nroles_path = r\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text r/app/tasks/main.yml '- name: x\\n  shell: rm -rf /srv/data\\n'\n"
            "text ansible.cfg '[defaults]\\nroles_path = r\\n'"
        ),
    ),
    (
        "role dependency",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text roles/app/tasks/main.yml '- name: x\\n  copy: src=a dest=/etc/app.conf\\n'\n"
            "text roles/app/meta/main.yml 'dependencies:\\n  - role: base\\n'\n"
            "text roles/base/tasks/main.yml '- name: x\\n  copy: src=a dest=/etc/app.conf\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text roles/app/tasks/main.yml '- name: x\\n  copy: src=a dest=/etc/app.conf\\n'\n"
            "text roles/app/meta/main.yml 'dependencies:\\n  - role: base\\n'\n"
            "text roles/base/tasks/main.yml '- name: x\\n  shell: rm -rf /srv/data\\n'"
        ),
    ),
    (
        "role tasks with yaml ending",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text roles/app/tasks/main.yaml '- name: x\\n  copy: src=a dest=/etc/app.conf\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text roles/app/tasks/main.yaml '- name: x\\n  shell: rm -rf /srv/data\\n'"
        ),
    ),
    (
        "playbook without an ending",
        "ansible-playbook -i hosts wipe",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text wipe '- hosts: web\\n  tasks:\\n    - command: uptime\\n'"
        ),
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text wipe '- hosts: web\\n  tasks:\\n    - command: rm -rf /srv/data\\n'"
        ),
    ),
]
PLAYED_ASK: list[tuple[str, str, str]] = [
    (
        "localhost list and a prod inventory",
        "ansible-playbook -i localhost, -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: all\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "shell: rm -rf /srv/app/uploads\\n'"
        ),
    ),
    (
        "localhost is another machine",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts 'localhost ansible_host=db.shop.example.com\\n'\n"
            "text site.yml '- hosts: localhost\\n  become: true\\n  tasks:\\n    - name: x\\n  "
            "    shell: rm -rf /srv/app/uploads\\n'"
        ),
    ),
    (
        "local group and a var that says ssh",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nlocalhost\\n[web:vars]\\nansible_host=db.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "shell: rm -rf /srv/app/uploads\\n'"
        ),
    ),
    (
        "group_vars of a parent group",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n[prod:childre"
            "n]\\nweb\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text group_vars/prod.yml 'wipe: true\\n'"
        ),
    ),
    (
        "group_vars yaml ending",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n      "
            "when: wipe | default(false) | bool\\n'\n"
            "text group_vars/all.yaml 'wipe: true\\n'"
        ),
    ),
    (
        "set_fact before",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "set_fact:\\n        wipe: true\\n    - name: y\\n      file: path=/srv/data "
            "state=absent\\n      when: wipe | default(false) | bool\\n'"
        ),
    ),
    (
        "include_vars before",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "include_vars: v.yml\\n    - name: y\\n      file: path=/srv/data state=absent\\n "
            "     when: wipe | default(false) | bool\\n'\n"
            "text v.yml 'wipe: true\\n'"
        ),
    ),
    (
        "vars_prompt default",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  vars_prompt:\\n    - name: wipe\\n      default: "
            "true\\n  tasks:\\n    - name: x\\n      ansible.builtin.file:\\n        path: "
            "/srv/data\\n        state: absent\\n      when: wipe | default(false) | bool\\n'"
        ),
    ),
    (
        "vars_files by variable",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            'text site.yml \'- hosts: web\\n  vars_files:\\n    - "{{ env }}.yml"\\n  vars:\\n  '
            "  env: prod\\n  tasks:\\n    - name: x\\n      ansible.builtin.file:\\n        "
            "path: /srv/data\\n        state: absent\\n      when: wipe | default(false) | "
            "bool\\n'\n"
            "text prod.yml 'wipe: true\\n'"
        ),
    ),
    (
        "role in the home",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text ~/.ansible/roles/app/tasks/main.yml '- name: x\\n  shell: rm -rf "
            "/srv/data\\n'"
        ),
    ),
    (
        "role handlers",
        "ansible-playbook -i hosts site.yml",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'\n"
            "text roles/app/tasks/main.yml '- name: y\\n  copy: src=a dest=/etc/b\\n  "
            "notify: x\\n'\n"
            "text roles/app/handlers/main.yml '- name: x\\n  shell: rm -rf /srv/data\\n'"
        ),
    ),
    (
        "tried but the play is done anyway",
        "ansible-playbook -i hosts site.yml --check",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  check_mode: no\\n  tasks:\\n    - name: x\\n      "
            "ansible.builtin.file:\\n        path: /srv/data\\n        state: absent\\n'"
        ),
    ),
    (
        "tried but the block is done anyway",
        "ansible-playbook -i hosts site.yml -C",
        (
            "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'\n"
            "text site.yml '- hosts: web\\n  become: true\\n  tasks:\\n    - name: x\\n      "
            "check_mode: false\\n      block:\\n        - name: y\\n          file: "
            "path=/srv/data state=absent\\n'"
        ),
    ),
]
