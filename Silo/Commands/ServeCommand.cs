using System.CommandLine;
using System.Runtime.InteropServices;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Commands;

/// <summary><c>jifen [serve]</c>: runs a silo until SIGTERM or SIGINT, then drains.</summary>
public static class ServeCommand
{
    private static readonly Option[] Settings =
    [
        new Option<int?>("--port") { Description = "Port of HTTP; 0 takes a free one / HTTP 端口，0 表示任选" },
        new Option<string?>("--address") { Description = "Address to listen on / 监听地址" },
        new Option<bool>("--behind-proxy") { Description = "A proxy in front speaks HTTPS / 前面有提供 HTTPS 的代理" },
        CommonOptions.Data,
        CommonOptions.Postgres,
        new Option<string?>("--silo-name") { Description = "Name of this silo in a cluster / 集群中本服务的名称" },
        new Option<int?>("--silo-port") { Description = "Port for other silos; 0 takes a free one / 供其他服务使用的端口，0 表示任选" },
        new Option<string?>("--silo-address") { Description = "Address to listen on for other silos / 供其他服务使用的监听地址" },
        new Option<string?>("--silo-url") { Description = "Where other silos reach this one / 其他服务访问本服务的地址" },
        new Option<string?>("--silo-certificate") { Description = "PEM file: this silo's certificate for others / PEM 文件：本服务面向其他服务的证书" },
        new Option<string?>("--silo-certificate-key") { Description = "PEM file: its private key / PEM 文件：该证书的私钥" },
        new Option<string?>("--silo-trust") { Description = "PEM file: who signs the silos' certificates / PEM 文件：签发各服务证书者的证书" },
        new Option<bool>("--no-warm-up") { Description = "Join the other silos at once; first calls take longer / 立即加入其他服务，最初的调用会较慢" },
        new Option<bool>("--empty") { Description = "No demo programme, no simulated players / 不含演示计划和模拟玩家" },
        new Option<bool>("--quiet-demo") { Description = "Demo programme without simulated players / 演示计划，不含模拟玩家" },
        new Option<string?>("--programme") { Description = "Programme of a new store / 新建存储的计划名" },
        new Option<string?>("--template") { Description = "Template that a new store begins with; jifen template names them / 新建存储采用的模板，jifen template 可列出" },
        new Option<int?>("--shards") { Description = "Shards of a new store / 新建存储的分片数" },
        new Option<bool>("--json-log") { Description = "Log as JSON / 以 JSON 输出日志" },
    ];

    public static void AddTo(Command root)
    {
        Command serve = new("serve", "Run a silo (the default) / 运行服务（默认）");
        foreach (Option setting in Settings)
        {
            root.Add(setting);
            serve.Add(setting);
        }

        root.SetAction(RunAsync);
        serve.SetAction(RunAsync);
        root.Add(serve);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        TextWriter error = parsed.InvocationConfiguration.Error;
        try
        {
            SiloOptions options = SiloSettings.Options(SiloSettings.Read(Given(parsed)));
            using StopSignal stop = new();
            await using SiloHost host = await SiloHost.StartAsync(options, cancel: cancel).ConfigureAwait(false);
            await GreetAsync(host, output).ConfigureAwait(false);
            return await ServeAsync(host, stop).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SiloRefusedException or SecretKeysRefusedException or JournalException or IOException)
        {
            await error.WriteLineAsync($"jifen: {refused.Message}").ConfigureAwait(false);
            await error.WriteLineAsync($"jifen：{Chinese(refused)}").ConfigureAwait(false);
            return ExitCodes.Refused;
        }
    }

    private static async Task<int> ServeAsync(SiloHost host, StopSignal stop)
    {
        Task ended = await Task.WhenAny(stop.Raised, host.Engine.Fault).ConfigureAwait(false);
        if (!await host.StopAsync().ConfigureAwait(false))
        {
            ProcessEnd.Now(ExitCodes.DrainTimedOut);
        }

        return ended == stop.Raised ? ExitCodes.Done : ExitCodes.ShardStopped;
    }

    private static async Task GreetAsync(SiloHost host, TextWriter output)
    {
        await output.WriteLineAsync($"Jifen serves {host.Url} / 积分服务已就绪：{host.Url}").ConfigureAwait(false);
        if (host.BootstrapKeyFile is { } file)
        {
            await output.WriteLineAsync($"The first server key is in {file} / 首个服务密钥位于 {file}").ConfigureAwait(false);
        }

        if (host.PasswordFile is { } password)
        {
            await output.WriteLineAsync($"Sign in as {FirstStaff.Name} with the password in {password} / 请以 {FirstStaff.Name} 登录，密码位于 {password}").ConfigureAwait(false);
        }

        await output.FlushAsync().ConfigureAwait(false);
    }

    private static Dictionary<string, string?> Given(ParseResult parsed) => Settings
        .Select(setting => (Name: setting.Name.TrimStart('-'), Result: parsed.GetResult(setting)))
        .Where(given => given.Result is { Implicit: false })
        .ToDictionary(given => given.Name, given => given.Result!.Tokens.Count == 0 ? "true" : string.Join('\n', given.Result.Tokens.Select(token => token.Value)), StringComparer.Ordinal)!;

    private static string Chinese(Exception refused) => refused switch
    {
        SiloRefusedException silo => silo.ChineseMessage,
        SecretKeysRefusedException keys => keys.ChineseMessage,
        StoreRefusedException { ChineseMessage: { } chinese } => chinese,
        JournalWentBackException => "数据存储比见证文件所记录的更旧，拒绝启动。请恢复备份，或用 jifen restore --accept-loss 接受丢失。",
        JournalException => "数据存储被拒绝：" + refused.Message,
        _ => "无法启动：" + refused.Message,
    };

    /// <summary>SIGTERM and SIGINT.</summary>
    private sealed class StopSignal : IDisposable
    {
        private readonly TaskCompletionSource _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<PosixSignalRegistration> _registrations;

        public StopSignal() => _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Raise),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Raise),
        ];

        public Task Raised => _raised.Task;

        public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

        private void Raise(PosixSignalContext context)
        {
            context.Cancel = true;
            _raised.TrySetResult();
        }
    }
}
