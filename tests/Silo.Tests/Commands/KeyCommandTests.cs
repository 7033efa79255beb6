using Jifen.Silo.Commands;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Security;

namespace Jifen.Silo.Tests.Commands;

/// <summary>The commands that look after server keys, on the folder of a silo that runs.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_silo_and_the_command_line_make_and_stop_keys_at_once_and_neither_loses_the_others()
    {
        await using SiloHost silo = await StartAsync(_folder.Path);
        using HttpClient client = new() { BaseAddress = silo.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestSilo.BootstrapKey);
        string[][] made = await Task.WhenAll(ByHttpAsync(client), Task.Run(ByCommand), Task.Run(ByCommand));
        silo.Engine.ServerKeys.Refresh();
        IReadOnlyList<ServerKey> kept = silo.Engine.ServerKeys.All;
        Assert.Equal(
            made.SelectMany(ids => ids).Append(ServerKeys.BootstrapId).Order(StringComparer.Ordinal), kept.Select(key => key.Id).Order(StringComparer.Ordinal));
        Assert.All(made, ids => Assert.All(ids, (id, at) => Assert.Equal(at % 2 == 0, kept.Single(key => key.Id == id).Revoked is not null)));
    }

    [Theory]
    [InlineData("en", "--keys {0}: there is none of keys.json, server-keys.json, staff.json in this folder. Nothing was restored.")]
    [InlineData("zh", "--keys {0}：该目录中没有 keys.json, server-keys.json, staff.json 中的任何一个。未恢复任何内容。")]
    public async Task A_folder_without_keys_is_refused_by_the_name_of_its_option_before_anything_is_restored(string language, string sentence)
    {
        string backup = await BackupAsync();
        using TemporaryFolder empty = new();
        string restored = Path.Combine(_folder.Path, "restored");
        (int code, string output, string error) = Run(restored, "restore", "--from", backup, "--keys", empty.Path, "--lang", language);
        Assert.Equal((ExitCodes.Unusable, "", string.Format(null, sentence, empty.Path)), (code, output, error.TrimEnd()));
        Assert.False(Directory.Exists(restored));
    }

    [Fact]
    public async Task What_of_the_keys_is_copied_and_what_is_not_is_said()
    {
        string backup = await BackupAsync();
        using TemporaryFolder kept = new();
        File.Copy(Path.Combine(_folder.Path, SecretKeyFile.Name), Path.Combine(kept.Path, SecretKeyFile.Name));
        (int code, string output, _) = Run(Path.Combine(_folder.Path, "restored"), "restore", "--from", backup, "--keys", kept.Path);
        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal(
            [$"keys.json is copied from {kept.Path}.", $"server-keys.json is not in {kept.Path} and is not copied.", $"staff.json is not in {kept.Path} and is not copied."],
            output.TrimEnd().Split('\n').Skip(1).Select(line => line.Trim()));
    }

    private static async Task<string[]> ByHttpAsync(HttpClient client)
    {
        List<string> ids = [];
        for (int i = 0; i < 20; i++)
        {
            using StringContent body = new("""{"name":"http","scopes":["members"]}""", null, "application/json");
            using HttpResponseMessage created = await client.PostAsync(new Uri("/v1/keys", UriKind.Relative), body);
            ids.Add(System.Text.Json.JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!);
            if (i % 2 == 0)
            {
                using HttpResponseMessage revoked = await client.PostAsync(new Uri($"/v1/keys/{ids[^1]}/revoke", UriKind.Relative), null);
                Assert.Equal(200, (int)revoked.StatusCode);
            }
        }

        return [.. ids];
    }

    private string[] ByCommand()
    {
        List<string> ids = [];
        for (int i = 0; i < 20; i++)
        {
            (int code, string output, string error) = Run(_folder.Path, "key", "create", "--name", "command", "--scope", "members");
            Assert.Equal((0, ""), (code, error));
            ids.Add(output.Split(' ', ',')[1]);
            if (i % 2 == 0)
            {
                Assert.Equal(0, Run(_folder.Path, "key", "revoke", ids[^1]).Code);
            }
        }

        return [.. ids];
    }

    private async Task<string> BackupAsync()
    {
        await using SiloHost silo = await StartAsync(_folder.Path);
        string backup = Path.Combine(_folder.Path, "backup");
        Assert.Equal(0, Run(_folder.Path, "backup", backup).Code);
        return backup;
    }

    private static Task<SiloHost> StartAsync(string folder) =>
        SiloHost.StartAsync(new() { Port = 0, DataFolder = folder, ShardCount = 1, BootstrapKey = TestSilo.BootstrapKey });

    private static (int Code, string Output, string Error) Run(string folder, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        string[] language = arguments.Contains("--lang") ? [] : ["--lang", "en"];
        int code = Root.Create().Parse([.. arguments, .. language, "--data", folder]).Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
