namespace Jifen.Silo.Api;

/// <summary>Headers of every response: nothing is sniffed, framed, cached or referred.</summary>
internal static class SecurityHeaders
{
    public static void Add(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    /// <summary>
    /// What a page may load: only what this silo serves, and no script in the page itself. The components place dialogs by style attributes,
    /// so these are let through; style elements are not.
    /// </summary>
    public static void AddPage(IHeaderDictionary headers) => headers.ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>A file of the build says itself how long it may be kept.</summary>
    public static void AddFile(IHeaderDictionary headers) => headers.CacheControl = default;
}
