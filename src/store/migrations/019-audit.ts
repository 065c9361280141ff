import { type Kysely, sql } from "kysely";

/**
 * The audit tells of changes and of tries that were denied as well. Its rows are sealed in batches, each bound to the one
 * before. Nothing of either is changed or removed but by `prune_audit`, which takes only what is sealed and a year old,
 * from the beginning, and leaves the seals. A seal is nobody's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table audit add column allowed boolean not null default true, add column what text, add column ref text,
      add column columns text[];
    comment on column audit.actor is 'id of a member of staff; else citizen:ID, service:NAME, stranger:WAY or database:USER';
    comment on column audit.rule is 'the rule that allowed or denied it';
    comment on column audit.what is 'of a change the table, of a try what was wanted, of a look of the operator the command';
    comment on column audit.columns is 'which were changed, never to what';
    create index audit_at on audit (at);
    create table audit_seal (
      n int primary key,
      at timestamptz not null,
      first_id bigint not null,
      last_id bigint not null,
      count int not null,
      ids bigint[],
      digests bytea,
      body text not null,
      previous text not null,
      hash text not null,
      pruned_at timestamptz
    );
    comment on column audit_seal.digests is '32 bytes of each row, in the order of ids; null with ids: the rows were pruned';
    comment on column audit_seal.hash is 'with a key that is not in the database: of n, at, first, last, count, body, previous';
    do $do$ begin
      execute format($make$
        create function audit_horizon() returns bigint language plpgsql security definer
          set search_path = %1$I, pg_temp set lock_timeout = '500ms' as $f$
        begin
          -- who writes has ended, who comes next gets a greater id: what is sealed gets no more rows
          lock table audit in share mode;
          return (select max(id) from audit);
        end $f$;
        create function prune_audit(before timestamptz) returns bigint language plpgsql security definer
          set search_path = %1$I, pg_temp as $f$
        declare until audit_seal; removed bigint;
        begin
          if coalesce(current_setting('skridt.actor', true), '') not in ('service:retention', 'service:command-line') then
            raise insufficient_privilege using message = 'audit: only retention prunes it';
          end if;
          select * into until from audit_seal s where s.at < least(before, now() - interval '1 year')
            order by s.n desc limit 1;
          if not found then return 0; end if;
          delete from audit where id <= until.last_id;
          get diagnostics removed = row_count;
          update audit_seal set ids = null, digests = null, pruned_at = now() where n <= until.n and pruned_at is null;
          return removed;
        end $f$;
      $make$, current_schema());
    end $do$;
  `.execute(db);
}
