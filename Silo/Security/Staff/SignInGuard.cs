namespace Jifen.Silo.Security;

/// <summary>
/// Stops guessing of passwords: after <see cref="AccountFailures"/> failures in a row an account is closed for <see cref="AccountLock"/>,
/// after <see cref="AddressFailures"/> an address for <see cref="AddressLock"/>. Names that no account has are counted alike, so that
/// nothing tells them apart. In memory only. Safe for threads.
/// </summary>
public sealed class SignInGuard(TimeProvider time)
{
    public const int AccountFailures = 5;

    public const int AddressFailures = 10;

    /// <summary>Accounts, and addresses, that are remembered; at the bound the one that ends first is forgotten.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Count> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Count> _addresses = new(StringComparer.Ordinal);

    public static TimeSpan AccountLock { get; } = TimeSpan.FromMinutes(1);

    public static TimeSpan AddressLock { get; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Counts an attempt as failed before its password is looked at, so that attempts made at once count too; <see cref="Succeeded"/> takes it back.
    /// </summary>
    /// <returns>Zero where it may go on, else how long the account or the address is closed.</returns>
    public TimeSpan Take(string account, string address)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            TimeSpan wait = Max(Wait(_accounts, account, AccountFailures, now), Wait(_addresses, address, AddressFailures, now));
            if (wait == TimeSpan.Zero)
            {
                Fail(_accounts, account, now + AccountLock, now);
                Fail(_addresses, address, now + AddressLock, now);
            }

            return wait;
        }
    }

    /// <summary>Forgets the account's failures and this attempt of the address; earlier ones of the address stay counted.</summary>
    public void Succeeded(string account, string address)
    {
        lock (_gate)
        {
            _accounts.Remove(account);
            if (_addresses.TryGetValue(address, out Count count))
            {
                _addresses[address] = count with { Failures = Math.Max(count.Failures - 1, 0) };
            }
        }
    }

    private static TimeSpan Wait(Dictionary<string, Count> counts, string key, int most, DateTimeOffset now) =>
        counts.TryGetValue(key, out Count count) && count.Failures >= most && count.Ends > now ? count.Ends - now : TimeSpan.Zero;

    private static void Fail(Dictionary<string, Count> counts, string key, DateTimeOffset ends, DateTimeOffset now)
    {
        if (counts.Count >= Most && !counts.ContainsKey(key))
        {
            counts.Remove(counts.MinBy(count => count.Value.Ends).Key);
        }

        int earlier = counts.TryGetValue(key, out Count count) && count.Ends > now ? count.Failures : 0;
        counts[key] = new(earlier + 1, ends);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <param name="Ends">When the failures are forgotten.</param>
    private readonly record struct Count(int Failures, DateTimeOffset Ends);
}
