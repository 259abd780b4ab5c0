//! Failed attempts, counted by account and by network address, in the database: a restart or
//! another node forgets nothing.
//!
//! An attempt is counted before the password is looked at and taken back when it was right, so
//! that many attempts at once count as many. A blocked attempt is answered without looking, the
//! same for an account that does not exist: what is counted is what was typed.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::error::AccountError;
use crate::db::schema::throttles;
use crate::db::{DbConn, DbError};
use crate::secrets::Secrets;

/// The first wait; each further failure doubles it.
const FIRST_WAIT: Duration = Duration::seconds(30);
/// No wait is longer. Somebody who fails on purpose in another's name must not lock them out for long.
const LONGEST_WAIT: Duration = Duration::minutes(15);

/// How failures of one kind of subject are counted.
#[derive(Clone, Copy)]
struct Rule {
    /// The failure that brings the first wait.
    allowed: i32,
    /// Failures are forgotten after this long without another.
    memory: Duration,
}

/// Five wrong passwords for one account.
const ACCOUNT: Rule = Rule { allowed: 5, memory: Duration::hours(24) };
/// Fifty from one address: a whole office may share it.
const ADDRESS: Rule = Rule { allowed: 50, memory: Duration::hours(1) };

impl Rule {
    fn wait_after(self, failures: i32) -> Option<Duration> {
        let beyond = u32::try_from(failures - self.allowed).ok()?;
        Some((FIRST_WAIT * 2_i32.saturating_pow(beyond.min(10))).min(LONGEST_WAIT))
    }
}

/// A counted attempt.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    account: String,
    address: String,
}

impl Attempt {
    /// What is counted for this login and network address. Neither is kept in clear: people type
    /// passwords into the wrong field.
    pub(super) fn of(secrets: &Secrets, login: &str, address: &str) -> Self {
        let hash = |text: &str| secrets.keyed_hash("throttle", text);
        Self { account: format!("account:{}", hash(login)), address: format!("address:{}", hash(&network(address))) }
    }

    /// What is counted for the account.
    pub(super) fn account(&self) -> &str {
        &self.account
    }

    /// How the audit log names the account, whether it exists or not: enough to tell two apart.
    pub(super) fn short_name(&self) -> &str {
        self.account.get(..24).unwrap_or(&self.account)
    }

    /// Counts the attempt, or says how long to wait.
    pub(super) fn begin(&self, conn: &mut DbConn, now: DateTime<Utc>) -> Result<(), AccountError> {
        let subjects = [(self.account.as_str(), ACCOUNT), (self.address.as_str(), ADDRESS)];
        for (subject, _) in subjects {
            lock(conn, subject)?;
            if let Some(until) = row(conn, subject)?.and_then(|row| row.blocked_until)
                && until > now.naive_utc()
            {
                return Err(AccountError::Blocked(until - now.naive_utc()));
            }
        }
        forget_old(conn, now)?;
        for (subject, rule) in subjects {
            count(conn, subject, rule, now)?;
        }
        Ok(())
    }

    /// Takes the attempt back: it was no failure.
    pub(super) fn take_back(&self, conn: &mut DbConn) -> Result<(), DbError> {
        for subject in [&self.account, &self.address] {
            lock(conn, subject)?;
            if let Some(row) = row(conn, subject)? {
                let failures = (row.failures - 1).max(0);
                diesel::update(throttles::table.find(subject))
                    .set((throttles::failures.eq(failures), throttles::blocked_until.eq(None::<NaiveDateTime>)))
                    .execute(conn)?;
            }
        }
        Ok(())
    }

    /// The person is who they say: the account's failures are forgotten, the address's are not,
    /// or an attacker's own account would wash them off.
    pub(super) fn succeed(&self, conn: &mut DbConn) -> Result<(), DbError> {
        self.take_back(conn)?;
        diesel::delete(throttles::table.find(&self.account)).execute(conn)?;
        Ok(())
    }
}

struct Row {
    failures: i32,
    last_failure_at: NaiveDateTime,
    blocked_until: Option<NaiveDateTime>,
}

fn row(conn: &mut DbConn, subject: &str) -> Result<Option<Row>, DbError> {
    let found: Option<(i32, NaiveDateTime, Option<NaiveDateTime>)> = throttles::table
        .find(subject)
        .select((throttles::failures, throttles::last_failure_at, throttles::blocked_until))
        .first(conn)
        .optional()?;
    Ok(found.map(|(failures, last_failure_at, blocked_until)| Row { failures, last_failure_at, blocked_until }))
}

fn count(conn: &mut DbConn, subject: &str, rule: Rule, now: DateTime<Utc>) -> Result<(), DbError> {
    let before = row(conn, subject)?;
    let remembered = before.as_ref().filter(|row| now.naive_utc() - row.last_failure_at < rule.memory);
    let failures = remembered.map_or(0, |row| row.failures).saturating_add(1);
    let values = (
        throttles::failures.eq(failures),
        throttles::last_failure_at.eq(now.naive_utc()),
        throttles::blocked_until.eq(rule.wait_after(failures).map(|wait| (now + wait).naive_utc())),
    );
    if before.is_some() {
        diesel::update(throttles::table.find(subject)).set(values).execute(conn)?;
    } else {
        diesel::insert_into(throttles::table).values((throttles::subject.eq(subject), values)).execute(conn)?;
    }
    Ok(())
}

fn forget_old(conn: &mut DbConn, now: DateTime<Utc>) -> Result<(), DbError> {
    let old = (now - ACCOUNT.memory).naive_utc();
    diesel::delete(throttles::table.filter(throttles::last_failure_at.lt(old))).execute(conn)?;
    Ok(())
}

/// One counter at a time, until the transaction ends. SQLite's writing transaction is that already.
/// Always the account before the address, so that two attempts never wait for each other.
fn lock(conn: &mut DbConn, subject: &str) -> Result<(), DbError> {
    if matches!(conn, DbConn::Postgres(_)) {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind::<Text, _>(subject)
            .execute(conn)?;
    }
    Ok(())
}

/// What counts as one address: an IPv4 address, or an IPv6 network of 64 bits, which is what one
/// household or server is given.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(std::net::IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => std::net::Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).to_string(),
        },
        Ok(std::net::IpAddr::V4(v4)) => v4.to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_beyond_the_allowed_doubles_the_wait_up_to_the_longest() {
        let waits: Vec<_> =
            (4..=13).map(|failures| ACCOUNT.wait_after(failures).map(|wait| wait.num_seconds())).collect();
        let seconds = [30, 60, 120, 240, 480, 900, 900, 900, 900];
        let expected: Vec<_> = std::iter::once(None).chain(seconds.map(Some)).collect();
        assert_eq!(waits, expected);
        assert_eq!(ACCOUNT.wait_after(i32::MAX), Some(LONGEST_WAIT));
    }

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        assert_eq!(network("2001:db8:1:2:3::9"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
