using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Jifen.Silo.Api;

/// <summary>A file of <c>Widgets/</c>, as it lies in this assembly.</summary>
internal sealed class PageFile
{
    private const string Prefix = "widgets/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private PageFile(byte[] bytes, string type)
    {
        (Bytes, ContentType) = (bytes, type);
        Tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    /// <summary>Changes with the bytes.</summary>
    public EntityTagHeaderValue Tag { get; }

    /// <summary>All files, by their path below <c>Widgets/</c>.</summary>
    public static FrozenDictionary<string, PageFile> All { get; } = typeof(PageFile).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read, StringComparer.Ordinal);

    private static PageFile Read(string resource)
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes, Types[Path.GetExtension(resource)]);
    }
}
