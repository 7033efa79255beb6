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
}
