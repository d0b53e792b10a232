"""Runs the migrations inside the transaction that `opening` began, so that a record is migrated wholly or not at all."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
context.run_migrations()
