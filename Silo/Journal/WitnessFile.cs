using Microsoft.Win32.SafeHandles;

namespace Jifen.Silo.Journal;

/// <summary>
/// The witness in a file of its own, laid out in full when it is made, so that a write moves no metadata. Two areas are written in
/// turn: a write that is torn leaves the other whole.
/// </summary>
internal sealed class WitnessFile : IHeadWitness
{
    private readonly SafeFileHandle _file;
    private byte[] _area = [];
    private long _generation;

    private WitnessFile(SafeFileHandle file) => _file = file;

    /// <summary>Opens a witness to write on. Null where there is none.</summary>
    public static WitnessFile? Open(string path) =>
        File.Exists(path) ? new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read)) : null;

    /// <summary>Makes a witness of these heads, over any that is there.</summary>
    public static WitnessFile Create(string path, WitnessedHeads heads)
    {
        string draft = path + ".new";
        int area = WitnessArea.PaddedLength(heads.ShardCount);
        using (SafeFileHandle file = File.OpenHandle(draft, FileMode.Create, FileAccess.ReadWrite))
        {
            byte[] both = new byte[2 * area];
            WitnessArea.Encode(heads, 1, both.AsSpan(area));
            RandomAccess.Write(file, both, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(draft, path, overwrite: true);
        DiskSync.Folder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return Open(path)!;
    }

    /// <summary>What a witness file says, also while another process writes it. Null where there is none or nothing whole in it.</summary>
    public static WitnessedHeads? Peek(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Newest(file, out _);
    }

    public WitnessedHeads? Read() => Newest(_file, out _generation);

    public void Write(WitnessedHeads heads)
    {
        if (_area.Length == 0)
        {
            _area = new byte[WitnessArea.PaddedLength(heads.ShardCount)];
        }

        _generation++;
        int length = WitnessArea.Encode(heads, _generation, _area);
        RandomAccess.Write(_file, _area.AsSpan(0, length), _generation % 2 * _area.Length);
        DiskSync.Content(_file);
    }

    public void Dispose() => _file.Dispose();

    private static WitnessedHeads? Newest(SafeFileHandle file, out long generation)
    {
        byte[] both = new byte[RandomAccess.GetLength(file)];
        int read = RandomAccess.Read(file, both, 0);
        int half = read / 2;
        WitnessedHeads? even = WitnessArea.Decode(both.AsSpan(0, half), out long evenGeneration);
        WitnessedHeads? odd = WitnessArea.Decode(both.AsSpan(half, half), out long oddGeneration);
        generation = Math.Max(evenGeneration, oddGeneration);
        return evenGeneration > oddGeneration ? even : odd;
    }
}
