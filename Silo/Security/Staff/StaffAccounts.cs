using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace Jifen.Silo.Security;

/// <summary>
/// The staff of a store, in <c>staff.json</c> beside it. Safe for threads. Another process may change the document: neither loses
/// what the other did, and a silo that runs reads it again by <see cref="Refresh"/>, so that who is removed is out within a second.
/// </summary>
public sealed class StaffAccounts
{
    public const string FileName = "staff.json";

    /// <summary>Accounts kept.</summary>
    public const int Most = 200;

    public const int LongestName = 64;

    public const int ShortestPassword = 12;

    public const int LongestPassword = 256;

    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>What a stranger's password is compared with, so that an unknown name takes as long as a known one.</summary>
    private static readonly string NobodysHash = Hasher.HashPassword("", NewPassword());

    private readonly Lock _gate = new();
    private readonly ISharedDocument _document;
    private readonly TimeProvider _time;
    private volatile State _state = new(FrozenDictionary<string, StaffAccount>.Empty);

    /// <exception cref="SecretKeysRefusedException">The file is exposed, damaged or of another format.</exception>
    public StaffAccounts(string folder, TimeProvider time)
        : this(new FolderDocuments(folder), time)
    {
    }

    /// <exception cref="SecretKeysRefusedException">The document is damaged, of another format, or sealed with another secret.</exception>
    public StaffAccounts(ISharedDocuments documents, TimeProvider time)
    {
        _document = documents.Open(FileName);
        _time = time;
        Refresh();
    }

    public IEnumerable<StaffAccount> All => _state.Accounts.Values.OrderBy(account => account.Name, StringComparer.Ordinal);

    public StaffAccount? Find(string name) => _state.Accounts.GetValueOrDefault(name);

    /// <summary>128 random bits as text.</summary>
    public static string NewPassword() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The account whose name and password these are, or null. Takes some ten milliseconds of processor time in either case.</summary>
    public StaffAccount? Verify(string name, string password)
    {
        StaffAccount? account = Find(name);
        string known = account?.PasswordHash ?? NobodysHash;
        return Hasher.VerifyHashedPassword("", known, password) != PasswordVerificationResult.Failed ? account : null;
    }

    /// <exception cref="StaffRefusedException">The name is taken or no name, the password is too short or long, or there are too many accounts.</exception>
    public StaffAccount Add(string name, StaffRole role, string password)
    {
        if (!IsName(name))
        {
            throw Refused($"The name must be 1 to {LongestName} of a-z, 0-9, '.', '_' and '-'.", $"名称须为 1 至 {LongestName} 个字符，仅限 a-z、0-9、“.”、“_”和“-”。");
        }

        StaffAccount made = new(name, role, HashOf(password), NewPassword(), _time.GetUtcNow());
        Change(accounts => accounts switch
        {
            { Count: >= Most } => throw Refused($"There are {Most} accounts already.", $"账户已达上限 {Most} 个。"),
            _ when accounts.ContainsKey(name) => throw Refused($"There is an account {name} already.", $"账户 {name} 已存在。"),
            _ => [.. accounts.Values, made],
        });
        return made;
    }

    /// <summary>Adds an administrator where there is no account yet. Of several processes that do so at once, one does.</summary>
    /// <param name="keep">Keeps the password for who is to use it, before it is in force.</param>
    /// <returns>False, and nothing done, where there are accounts.</returns>
    public bool BeginWith(string name, string password, Action keep)
    {
        bool first = false;
        string hash = HashOf(password);
        Change(accounts =>
        {
            first = accounts.Count == 0;
            if (first)
            {
                keep();
            }

            return first ? [new(name, StaffRole.Admin, hash, NewPassword(), _time.GetUtcNow())] : [.. accounts.Values];
        });
        return first;
    }

    /// <summary>Takes an account away and ends its sessions. False where there is none.</summary>
    public bool Remove(string name) => ChangeOne(name, static _ => null);

    /// <summary>Gives an account another password and ends its sessions. False where there is none.</summary>
    /// <exception cref="StaffRefusedException">The password is too short or too long.</exception>
    public bool SetPassword(string name, string password)
    {
        string hash = HashOf(password);
        return ChangeOne(name, account => account with { PasswordHash = hash, Stamp = NewPassword() });
    }

    /// <summary>Reads the document again where it has changed.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            _document.ReadNew(content => _state = StateOf(Read(content)));
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    private static string HashOf(string password) => password.Length is >= ShortestPassword and <= LongestPassword
        ? Hasher.HashPassword("", password)
        : throw Refused($"A password has {ShortestPassword} to {LongestPassword} characters.", $"密码须为 {ShortestPassword} 至 {LongestPassword} 个字符。");

    private static StaffRefusedException Refused(string english, string chinese) => new(new(english, chinese));

    private bool ChangeOne(string name, Func<StaffAccount, StaffAccount?> change)
    {
        bool found = false;
        Change(accounts =>
        {
            found = accounts.ContainsKey(name);
            return [.. accounts.Values.Select(account => account.Name == name ? change(account) : account).OfType<StaffAccount>()];
        });
        return found;
    }

    private void Change(Func<FrozenDictionary<string, StaffAccount>, IReadOnlyList<StaffAccount>> change)
    {
        lock (_gate)
        {
            using IDisposable turn = _document.TakeTurn();
            Refresh();
            IReadOnlyList<StaffAccount> accounts = change(_state.Accounts);
            _document.Write(StaffDocument.Write(accounts));
            _state = StateOf(accounts);
        }
    }

    private IReadOnlyList<StaffAccount> Read(byte[] content)
    {
        try
        {
            return StaffDocument.Read(content);
        }
        catch (JsonException broken)
        {
            throw new SecretKeysRefusedException(
                SecretKeysRefusal.Unreadable, _document.Place, $"The staff accounts in {_document.Place} are damaged or of another format (at {broken.Path ?? "$"}).", broken);
        }
    }

    private static State StateOf(IReadOnlyList<StaffAccount> accounts) => new(accounts.ToFrozenDictionary(account => account.Name, StringComparer.Ordinal));

    private sealed record State(FrozenDictionary<string, StaffAccount> Accounts);
}
