using System.Net;
using System.Text.Json;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Imports;

namespace Jifen.Silo.Commands;

/// <summary>Sends a file and follows its import. It outlives a restart of the silo.</summary>
internal sealed class ImportSender(Uri server, string key, CommandReport report) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
    private long _lastHeard = TimeProvider.System.GetTimestamp();
    private long _shown = -1;

    /// <returns>The exit code: done, lines were refused, or unusable.</returns>
    /// <exception cref="HttpRequestException">The silo is not there for too long.</exception>
    public async Task<int> SendAsync(FileToImport file, CancellationToken cancel)
    {
        string path = $"/v1/imports/{ImportId.Of(file.Key)}";
        while (true)
        {
            (HttpStatusCode status, JsonElement seen) = await CallAsync(() => new(HttpMethod.Get, path), cancel).ConfigureAwait(false);
            if (status == HttpStatusCode.NotFound)
            {
                (status, seen) = await CallAsync(() => Upload(file), cancel).ConfigureAwait(false);
                if (status != HttpStatusCode.Accepted && !IsForNow(status))
                {
                    return Refused(seen);
                }
            }
            else if (status == HttpStatusCode.OK)
            {
                if (Show(seen) is { } exit)
                {
                    return exit;
                }
            }
            else if (!IsForNow(status))
            {
                return Refused(seen);
            }

            await Task.Delay(Look, cancel).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsForNow(HttpStatusCode status) => status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;

    private static HttpRequestMessage Upload(FileToImport file)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/v1/imports" + file.Query) { Content = new StreamContent(File.OpenRead(file.Path)) };
        request.Content.Headers.ContentType = new(file.Media);
        request.Headers.Add(RequestKeys.Header, file.Key);
        request.Headers.ExpectContinue = true;
        return request;
    }

    /// <summary>Calls once; a silo that is away is as one that asks to come again.</summary>
    private async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        try
        {
            using HttpRequestMessage request = make();
            request.Headers.Authorization = new("Bearer", key);
            using HttpResponseMessage response = await _http.SendAsync(request, cancel).ConfigureAwait(false);
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false));
            _lastHeard = TimeProvider.System.GetTimestamp();
            return (response.StatusCode, body.RootElement.Clone());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException
            && TimeProvider.System.GetElapsedTime(_lastHeard) < LongestOutage && !cancel.IsCancellationRequested)
        {
            return (HttpStatusCode.ServiceUnavailable, default);
        }
    }

    private int Refused(JsonElement problem)
    {
        string title = problem.GetProperty("title").GetString()!;
        string detail = problem.GetProperty("detail").GetString()!;
        return report.Unusable($"The silo refuses: {title} {detail}", $"服务拒绝：{title} {detail}");
    }

    /// <summary>Says how far the import is; the exit code once it is done.</summary>
    private int? Show(JsonElement seen)
    {
        long Count(string name) => seen.GetProperty(name).GetInt64();
        bool isDone = seen.GetProperty("state").GetString() == "done";
        (long read, long accepted, long repeated, long refused) = (Count("read"), Count("accepted"), Count("repeated"), Count("refused"));
        if (isDone || read != _shown)
        {
            _shown = read;
            long percent = Count("bytes") == 0 ? 100 : (long)(100.0 * Count("bytesRead") / Count("bytes"));
            report.Say(
                $"{percent,3} %  {read} read, {accepted} accepted, {repeated} repeated, {refused} refused",
                $"{percent,3} %  已读 {read}，接受 {accepted}，重复 {repeated}，拒绝 {refused}");
        }

        if (isDone && refused > 0)
        {
            Uri place = new(server, seen.GetProperty("refusals").GetString());
            report.Say($"The refused lines and their reasons: GET {place}", $"被拒绝的行及原因：GET {place}");
        }

        return !isDone ? null : refused == 0 ? ExitCodes.Done : ExitCodes.DoesNotHold;
    }
}
