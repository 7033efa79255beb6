using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Silo.Security;

namespace Jifen.Process.Tests.Hosts;

/// <summary>A data folder that is gone at the end of the test.</summary>
public sealed class StoreFolder : IAuditedStore, IDisposable
{
    public StoreFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"jifen-process-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>The data folder of the silo; the test's own files lie beside it.</summary>
    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>Calls that were answered before the store came to rest, and what with.</summary>
    public List<(Call Call, Reply Answer)> First { get; private init; } = [];

    /// <summary>A store that begins as this one stands now. Nobody may have this one open.</summary>
    public StoreFolder Copy()
    {
        StoreFolder copy = new() { First = First };
        Directory.CreateDirectory(copy.Data);
        foreach (string file in Directory.EnumerateFiles(Data))
        {
            File.Copy(file, System.IO.Path.Combine(copy.Data, System.IO.Path.GetFileName(file)));
        }

        return copy;
    }

    public SecretKeys Keys => SecretKeyFile.OpenOrCreate(Data, storeExists: true);

    public JournalCount Count() => JournalCount.Of(Data);

    public Task<(int Exit, string Output)> VerifyAsync() => Programs.JifenAsync("verify", "--data", Data);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
