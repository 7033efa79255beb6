using System.Collections.Frozen;
using System.Text.Json;

namespace Jifen.Silo.Security;

/// <summary>
/// The server keys of a store, in <c>server-keys.json</c> beside it. Safe for threads. Another process may change the document: neither loses
/// what the other did, and a silo that runs reads it again by <see cref="Refresh"/>, which makes a revocation hold within a second.
/// </summary>
public sealed class ServerKeys
{
    public const string FileName = "server-keys.json";

    /// <summary>Id of the key that the environment gives or the first start makes.</summary>
    public const string BootstrapId = "bootstrap";

    /// <summary>Keys kept, revoked ones included.</summary>
    public const int Most = 1_000;

    private readonly Lock _gate = new();
    private readonly ISharedDocument _document;
    private readonly TimeProvider _time;
    private volatile State _state = new([], FrozenDictionary<Hash256, CallerPrincipal>.Empty);

    /// <exception cref="SecretKeysRefusedException">The file is damaged or of another format.</exception>
    public ServerKeys(string folder, TimeProvider time)
        : this(new FolderDocuments(folder), time)
    {
    }

    /// <exception cref="SecretKeysRefusedException">The document is damaged, of another format, or sealed with another secret.</exception>
    public ServerKeys(ISharedDocuments documents, TimeProvider time)
    {
        _document = documents.Open(FileName);
        _time = time;
        Refresh();
    }

    public IReadOnlyList<ServerKey> All => _state.Keys;

    /// <summary>The holder of a key that is in force, or null.</summary>
    public CallerPrincipal? Find(ReadOnlySpan<char> text) => _state.Callers.GetValueOrDefault(ServerKey.HashOf(text));

    /// <summary>Makes a key. Its text is returned and kept nowhere.</summary>
    /// <exception cref="ArgumentException">A scope is unknown, or there are too many keys.</exception>
    public (ServerKey Key, string Text) Create(string name, IReadOnlyList<string> scopes)
    {
        string text = ServerKey.NewText();
        ServerKey made = New(SecretKey.Create().Id, name, scopes, text);
        Change(keys => With(keys, made));
        return (made, text);
    }

    /// <summary>Makes the bootstrap key this one, with all scopes. It replaces an earlier one.</summary>
    public void SetBootstrap(string text)
    {
        Hash256 hash = ServerKey.HashOf(text);
        if (!All.Any(key => key.Id == BootstrapId && key.Hash == hash && key.Revoked is null && Scopes.All.SetEquals(key.Scopes)))
        {
            ServerKey made = New(BootstrapId, BootstrapId, [.. Scopes.All.Order(StringComparer.Ordinal)], text);
            Change(keys => With([.. keys.Where(key => key.Id != BootstrapId)], made));
        }
    }

    /// <summary>Makes this the bootstrap key where there is no key yet. Of several processes that do so at once, one makes it.</summary>
    /// <param name="keep">Keeps the text for who is to use it, before the key is in force.</param>
    /// <returns>False, and nothing done, where there are keys.</returns>
    public bool BeginWith(string text, Action keep)
    {
        bool first = false;
        Change(keys =>
        {
            first = keys.Count == 0;
            if (first)
            {
                keep();
            }

            return first ? With(keys, New(BootstrapId, BootstrapId, [.. Scopes.All.Order(StringComparer.Ordinal)], text)) : keys;
        });
        return first;
    }

    /// <summary>Stops a key for good, durably and from this instant. False where there is none of that id.</summary>
    public bool Revoke(string id)
    {
        bool found = false;
        Change(keys =>
        {
            found = keys.Any(key => key.Id == id);
            return [.. keys.Select(key => key.Id == id && key.Revoked is null ? key with { Revoked = _time.GetUtcNow() } : key)];
        });
        return found;
    }

    /// <summary>Reads the document again where it has changed.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            _document.ReadNew(content => _state = StateOf(Read(content)));
        }
    }

    private ServerKey New(string id, string name, IReadOnlyList<string> scopes, string text) =>
        scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is { } unknown
            ? throw new ArgumentException($"There is no scope {unknown}.", nameof(scopes))
            : new(id, name, scopes, ServerKey.HashOf(text), _time.GetUtcNow(), null);

    private static IReadOnlyList<ServerKey> With(IReadOnlyList<ServerKey> keys, ServerKey made) =>
        keys.Count < Most ? [.. keys, made] : throw new ArgumentException($"There are {Most} keys already.");

    private void Change(Func<IReadOnlyList<ServerKey>, IReadOnlyList<ServerKey>> change)
    {
        lock (_gate)
        {
            using IDisposable turn = _document.TakeTurn();
            Refresh();
            IReadOnlyList<ServerKey> keys = change(_state.Keys);
            _document.Write(ServerKeyDocument.Write(keys));
            _state = StateOf(keys);
        }
    }

    private IReadOnlyList<ServerKey> Read(byte[] content)
    {
        try
        {
            return ServerKeyDocument.Read(content);
        }
        catch (JsonException broken)
        {
            throw new SecretKeysRefusedException(
                SecretKeysRefusal.Unreadable, _document.Place, $"The server keys in {_document.Place} are damaged or of another format (at {broken.Path ?? "$"}).", broken);
        }
    }

    private static State StateOf(IReadOnlyList<ServerKey> keys) => new(
        keys,
        keys.Where(key => key.Revoked is null).DistinctBy(key => key.Hash).ToFrozenDictionary(key => key.Hash, key => CallerPrincipal.Server(key)));

    private sealed record State(IReadOnlyList<ServerKey> Keys, FrozenDictionary<Hash256, CallerPrincipal> Callers);
}
