using Jifen.Silo.Api;

namespace Jifen.Silo.Imports;

/// <summary>What the disk has to say to imports.</summary>
internal static class ImportDisk
{
    private const int NoSpace = 28;
    private const int NoSpaceOnWindows = 112;
    private const int QuotaReached = 122;

    /// <summary>Whether the disk, or the share of it that this account has, is full.</summary>
    public static bool IsFull(IOException fault) => (fault.HResult & 0xFFFF) is NoSpace or NoSpaceOnWindows or QuotaReached;

    /// <exception cref="ProblemException">After so many bytes more than the reserve would be gone.</exception>
    public static void RequireRoom(string folder, long bytes, long reserve)
    {
        if (new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace - reserve < bytes)
        {
            throw Full();
        }
    }

    public static ProblemException Full() => new(RejectionCodes.StoreFull, "There is no room for the stream; nothing of it was kept.");
}
