using System.Globalization;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Security;

namespace Jifen.Silo.Imports;

/// <summary>
/// All imports of a silo. Those that are not done take turns, a batch each, with rests between, so that callers come first. Safe for
/// threads.
/// </summary>
internal sealed partial class ImportQueue : IAsyncDisposable
{
    private const string FolderName = "imports";

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StallRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeyTime = TimeSpan.FromDays(7);

    private readonly string _folder;
    private readonly ImportLimits _limits;
    private readonly MemberKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImportRun> _runs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _uploads = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _ending = new();
    private Task _working = Task.CompletedTask;

    /// <summary>Knows the imports of the data folder. What a broken upload has left there is taken away.</summary>
    public ImportQueue(string dataFolder, ImportLimits limits, MemberKeys keys, TimeProvider time, ILogger log)
    {
        (_folder, _limits, _keys, _time, _log) = (Path.GetFullPath(Path.Combine(dataFolder, FolderName)), limits, keys, time, log);
        Directory.CreateDirectory(_folder);
        foreach (string path in Directory.EnumerateDirectories(_folder))
        {
            Know(path);
        }
    }

    public ImportLimits Limits => _limits;

    /// <summary>All imports, newest first.</summary>
    public IReadOnlyList<ImportRun> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _runs.Values.OrderByDescending(run => run.Order.Created).ThenBy(run => run.Order.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Begins to work through the imports.</summary>
    public void Start(IImportCalls calls) => _working = Task.Run(() => WorkAsync(calls));

    public ImportRun? Find(ImportId id)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(id.Text);
        }
    }

    /// <summary>Reserves a place among the open imports.</summary>
    /// <exception cref="ProblemException">There is none, or the same import is just being sent.</exception>
    public ImportUpload Begin(ImportId id)
    {
        lock (_gate)
        {
            Forget();
            if (_uploads.Contains(id.Text) || _runs.ContainsKey(id.Text))
            {
                throw new ProblemException(RejectionCodes.TryAgain, "The same import is just being sent.");
            }

            int open = _uploads.Count + _runs.Values.Count(run => !run.IsDone);
            if (open >= _limits.Open || _runs.Count + _uploads.Count >= _limits.Kept + _limits.Open)
            {
                throw new ProblemException(ProblemCodes.ImportLimit, string.Create(CultureInfo.InvariantCulture, $"{open} imports are open."));
            }

            _uploads.Add(id.Text);
        }

        return new(_folder, _limits, () => End(id));
    }

    /// <summary>Checks that a stream fits what is asked, and makes it an import.</summary>
    /// <exception cref="ProblemException">Its header or its map cannot be used, or the disk is full.</exception>
    public ImportRun Take(ImportUpload upload, ImportOrder order)
    {
        _ = LineForm.Open(order, upload.Source, _limits.LineBytes, _keys, out _);
        ImportRun run = new(upload.Keep(order), order, ImportProgress.None, _limits, _keys, _time);
        lock (_gate)
        {
            _runs.Add(order.Id, run);
        }

        _wake.Release();
        return run;
    }

    /// <summary>Stops after the batch that is under way, or in it: what is not counted is done again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
        foreach (ImportRun run in All)
        {
            run.Dispose();
        }

        _ending.Dispose();
        _wake.Dispose();
    }

    private void Know(string path)
    {
        if (Path.GetFileName(path).StartsWith(ImportUpload.Prefix, StringComparison.Ordinal))
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        try
        {
            ImportFolder folder = new(path);
            ImportRun run = new(folder, folder.ReadOrder(), folder.ReadProgress(), _limits, _keys, _time);
            _runs.Add(run.Order.Id, run);
            if (run.IsDone)
            {
                folder.DropSource();
            }
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            LogUnreadable(_log, Path.GetFileName(path), fault.Message);
        }
    }

    private void End(ImportId id)
    {
        lock (_gate)
        {
            _uploads.Remove(id.Text);
        }
    }

    private async Task WorkAsync(IImportCalls calls)
    {
        try
        {
            while (true)
            {
                ImportRun[] open = [.. All.Where(run => !run.IsDone).Reverse()];
                if (open.Length == 0)
                {
                    await _wake.WaitAsync(_ending.Token).ConfigureAwait(false);
                }

                foreach (ImportRun run in open)
                {
                    await TurnAsync(run, calls).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TurnAsync(ImportRun run, IImportCalls calls)
    {
        long begun = _time.GetTimestamp();
        try
        {
            await run.StepAsync(calls, _ending.Token).ConfigureAwait(false);
            TimeSpan rest = _time.GetElapsedTime(begun) * ((100.0 - _limits.SharePercent) / _limits.SharePercent);
            await Task.Delay(rest < LongestRest ? rest : LongestRest, _time, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            run.Stall(fault is IOException disk && ImportDisk.IsFull(disk) ? RejectionCodes.StoreFull : ProblemCodes.Internal);
            LogStalled(_log, run.Order.Id, fault);
            await Task.Delay(StallRest, _time, _ending.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets imports that are long done; under pressure also younger ones whose key need not be known any more.</summary>
    private void Forget()
    {
        DateTimeOffset now = _time.GetUtcNow();
        ImportRun[] done = [.. _runs.Values.Where(run => run.IsDone).OrderBy(run => run.Progress.Finished)];
        int surplus = done.Length - _limits.Kept + 1;
        foreach ((int index, ImportRun run) in done.Index())
        {
            TimeSpan age = now - run.Progress.Finished!.Value;
            if (age > _limits.KeptFor || (index < surplus && age > KeyTime))
            {
                Directory.Delete(run.Folder.Path, recursive: true);
                _runs.Remove(run.Order.Id);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The import in {Folder} is left alone, its files cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string folder, string reason);

    [LoggerMessage(2, LogLevel.Error, "Import {Import} waits and tries again")]
    private static partial void LogStalled(ILogger log, string import, Exception fault);
}
