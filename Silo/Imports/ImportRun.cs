using Jifen.Silo.Api;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Imports;

/// <summary>
/// One import, done in steps. A step reads a batch of lines, has all of them decided, and only when all their answers are durable writes
/// the report and then the progress. So what is counted has been done; what was done and not counted is done again under the same keys,
/// and its records tell by their origin that they are this import's own.
/// </summary>
internal sealed class ImportRun(ImportFolder folder, ImportOrder order, ImportProgress progress, ImportLimits limits, MemberKeys keys, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private LineForm? _form;
    private LineReader? _lines;
    private volatile ImportProgress _progress = progress;
    private volatile string? _trouble;

    public ImportOrder Order => order;

    public ImportFolder Folder => folder;

    /// <summary>What is counted, durably.</summary>
    public ImportProgress Progress => _progress;

    public bool IsDone => _progress.Finished is not null;

    /// <summary>A first step was made since the start of the silo.</summary>
    public bool IsUnderWay => _lines is not null;

    /// <summary>Code of what it waits for; null while it goes on.</summary>
    public string? Trouble => _trouble;

    /// <summary>Does the next batch of lines, or finishes.</summary>
    /// <exception cref="IOException">The disk is full or fails; the step may be made again.</exception>
    public async Task StepAsync(IImportCalls calls, CancellationToken cancel)
    {
        LineReader lines = Open();
        List<SourceLine> batch = Next(lines);
        LineResult[] results = await Task.WhenAll(batch.Select(line => DecideAsync(calls, line, cancel))).WaitAsync(cancel).ConfigureAwait(false);
        ImportProgress before = _progress;
        ImportProgress next = before with
        {
            Offset = lines.Offset,
            Line = lines.Line,
            Read = before.Read + results.Length,
            Accepted = before.Accepted + Count(results, LineOutcome.Accepted),
            Repeated = before.Repeated + Count(results, LineOutcome.Repeated),
            Refused = before.Refused + Count(results, LineOutcome.Refused),
            RefusalBytes = folder.AppendRefusals(before.RefusalBytes, LineResult.Report(results)),
            Finished = batch.Count < limits.BatchLines ? time.GetUtcNow() : null,
        };
        folder.Write(next);
        (_progress, _trouble) = (next, null);
        if (IsDone)
        {
            Dispose();
            folder.DropSource();
        }
    }

    /// <summary>The step has failed: the next one begins where the progress stands.</summary>
    public void Stall(string code)
    {
        _trouble = code;
        Dispose();
    }

    /// <summary>Lets go of the file. A step may follow.</summary>
    public void Dispose()
    {
        _lines?.Dispose();
        _lines = null;
    }

    private LineReader Open()
    {
        if (_lines is not null)
        {
            return _lines;
        }

        _form = LineForm.Open(order, folder.Source, limits.LineBytes, keys, out (long Offset, long Line) first);
        bool isBegun = _progress.Offset > 0;
        return _lines = new(
            folder.Source, isBegun ? _progress.Offset : first.Offset, isBegun ? _progress.Line : first.Line, order.Format == ImportFormat.Csv, limits.LineBytes);
    }

    private List<SourceLine> Next(LineReader lines)
    {
        List<SourceLine> batch = [];
        while (batch.Count < limits.BatchLines && lines.Read() is { } line)
        {
            if (!line.IsBlank)
            {
                batch.Add(line);
            }
        }

        return batch;
    }

    /// <remarks>Up to the call nothing is awaited, so that lines come to their shards in the order of the file.</remarks>
    private async Task<LineResult> DecideAsync(IImportCalls calls, SourceLine line, CancellationToken cancel)
    {
        for (TimeSpan wait = FirstWait; ; wait = wait < LongestWait ? 2 * wait : wait)
        {
            try
            {
                ImportedLine read = _form!.Read(line);
                Answered reply = await calls.DecideAsync(read).ConfigureAwait(false);
                return LineResult.Of(line.Number, reply.Answer is Refusal ? _form.FindId(line) : null, read.Origin, reply);
            }
            catch (ProblemException problem) when (problem.Problem.Kind.Status is not (StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable))
            {
                return new(line.Number, _form!.FindId(line), LineOutcome.Refused, problem.Problem);
            }
            catch (ProblemException busy)
            {
                _trouble = busy.Problem.Kind.Code;
                await Task.Delay(wait, time, cancel).ConfigureAwait(false);
            }
        }
    }

    private static int Count(LineResult[] results, LineOutcome outcome) => results.Count(result => result.Outcome == outcome);
}
