namespace Jifen.Silo.Api;

/// <summary>Codes of problems that are not refusals of the rules or rejections of a shard. Clients switch on them; they are never renamed.</summary>
public static class ProblemCodes
{
    public const string Malformed = "malformed";
    public const string Invalid = "invalid";
    public const string InvalidProgramme = "invalid_programme";
    public const string WrongProgramme = "wrong_programme";
    public const string KeyRequired = "key_required";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not_found";
    public const string UnknownCampaign = "unknown_campaign";
    public const string UnknownBoard = "unknown_board";
    public const string UnknownPool = "unknown_pool";
    public const string UnknownAddress = "unknown_address";
    public const string UnknownKey = "unknown_key";
    public const string UnknownImport = "unknown_import";
    public const string ImportLimit = "import_limit";
    public const string UnsupportedMedia = "unsupported_media";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string TooLarge = "too_large";
    public const string NotJson = "not_json";
    public const string RateLimited = "rate_limited";
    public const string StreamLimit = "stream_limit";
    public const string NotReady = "not_ready";
    public const string Internal = "internal";
}
