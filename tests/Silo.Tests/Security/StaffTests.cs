using System.Runtime.Versioning;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Security;

/// <summary>Accounts of staff, and the guard before their passwords.</summary>
public sealed class StaffTests
{
    private const string Password = "a password of tests";

    [Fact]
    public void An_account_is_found_by_its_name_and_password_alone()
    {
        using TemporaryFolder folder = new();
        StaffAccounts staff = new(folder.Path, TimeProvider.System);
        staff.Add("ann", StaffRole.Viewer, Password);
        Assert.Equal("ann", staff.Verify("ann", Password)?.Name);
        Assert.Null(staff.Verify("ann", Password + " "));
        Assert.Null(staff.Verify("bo", Password));
        Assert.DoesNotContain(Password, File.ReadAllText(Path.Combine(folder.Path, StaffAccounts.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_file_is_its_owners_only_and_refused_where_it_is_not()
    {
        using TemporaryFolder folder = new();
        new StaffAccounts(folder.Path, TimeProvider.System).Add("ann", StaffRole.Viewer, Password);
        string file = Path.Combine(folder.Path, StaffAccounts.FileName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(SecretKeysRefusal.Exposed, Assert.Throws<SecretKeysRefusedException>(() => new StaffAccounts(folder.Path, TimeProvider.System)).Refusal);
    }

    [Fact]
    public void Another_process_sees_who_was_added_and_removed()
    {
        using TemporaryFolder folder = new();
        (StaffAccounts one, StaffAccounts other) = (new(folder.Path, TimeProvider.System), new(folder.Path, TimeProvider.System));
        one.Add("ann", StaffRole.Admin, Password);
        other.Refresh();
        Assert.Equal(["ann"], other.All.Select(account => account.Name));
        Assert.True(other.Remove("ann"));
        one.Refresh();
        Assert.Empty(one.All);
    }

    [Theory]
    [InlineData("", Password)]
    [InlineData("Ann", Password)]
    [InlineData("a n", Password)]
    [InlineData("ann", "too short")]
    public void A_name_or_password_out_of_bounds_is_refused(string name, string password)
    {
        using TemporaryFolder folder = new();
        Assert.Throws<StaffRefusedException>(() => new StaffAccounts(folder.Path, TimeProvider.System).Add(name, StaffRole.Viewer, password));
    }

    [Fact]
    public void After_five_failures_an_account_is_closed_for_a_minute_from_every_address()
    {
        WallTime time = new();
        SignInGuard guard = new(time);
        for (int failure = 0; failure < 5; failure++)
        {
            Assert.Equal(TimeSpan.Zero, guard.Take("ann", "one"));
        }

        Assert.Equal(TimeSpan.FromMinutes(1), guard.Take("ann", "two"));
        Assert.Equal(TimeSpan.Zero, guard.Take("bo", "two"));
        time.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal(TimeSpan.FromSeconds(1), guard.Take("ann", "two"));
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, guard.Take("ann", "two"));
    }

    [Fact]
    public void After_ten_failures_an_address_is_closed_for_ten_minutes_for_every_account()
    {
        WallTime time = new();
        SignInGuard guard = new(time);
        for (int failure = 0; failure < 10; failure++)
        {
            Assert.Equal(TimeSpan.Zero, guard.Take($"member {failure}", "one"));
        }

        Assert.Equal(TimeSpan.FromMinutes(10), guard.Take("ann", "one"));
        Assert.Equal(TimeSpan.Zero, guard.Take("ann", "two"));
        time.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.Zero, guard.Take("ann", "one"));
    }

    [Fact]
    public void Success_opens_the_account_but_does_not_wash_the_address()
    {
        SignInGuard guard = new(new WallTime());
        for (int failure = 0; failure < 9; failure++)
        {
            Assert.Equal(TimeSpan.Zero, guard.Take($"member {failure}", "one"));
        }

        Assert.Equal(TimeSpan.Zero, guard.Take("ann", "one"));
        guard.Succeeded("ann", "one");
        Assert.Equal(TimeSpan.Zero, guard.Take("bo", "one"));
        Assert.Equal(TimeSpan.FromMinutes(10), guard.Take("ann", "one"));
    }

    /// <summary>A wall clock that goes when it is told to.</summary>
    private sealed class WallTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time) => _now += time;
    }
}
