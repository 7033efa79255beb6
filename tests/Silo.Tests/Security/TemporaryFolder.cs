namespace Jifen.Silo.Tests.Security;

/// <summary>A folder of its own for a test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("jifen-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
