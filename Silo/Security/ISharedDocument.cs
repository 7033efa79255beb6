namespace Jifen.Silo.Security;

/// <summary>
/// A small document that more than one process reads and changes. Who changes it has a turn and begins from what is there, so that no
/// change is lost. Used by one thread at a time.
/// </summary>
public interface ISharedDocument
{
    /// <summary>Where it is, for who has to mend it.</summary>
    string Place { get; }

    /// <summary>Gives what the document holds to <paramref name="take"/>, unless there is none or it was taken or written here before.</summary>
    /// <remarks>What is thrown is thrown again.</remarks>
    void ReadNew(Action<byte[]> take);

    /// <summary>Replaces the document, durably. The caller has a turn.</summary>
    void Write(byte[] content);

    /// <summary>Waits until nobody else has a turn at the document; the turn ends when what is returned is disposed.</summary>
    /// <exception cref="IOException">The turn of another does not end, or the place cannot be reached.</exception>
    IDisposable TakeTurn();
}

/// <summary>Where the silos of one store keep what they share beside its journal: keys and staff.</summary>
public interface ISharedDocuments
{
    ISharedDocument Open(string name);
}

/// <summary>The documents of a store that one silo has, as files of its data folder.</summary>
public sealed class FolderDocuments(string folder) : ISharedDocuments
{
    public ISharedDocument Open(string name) => new SharedFile(Path.Combine(folder, name));
}
