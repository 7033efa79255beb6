namespace Jifen.Dashboard.SignIn;

/// <summary>Why a sign-in did not come about.</summary>
public enum SignInRefusal
{
    None,

    /// <summary>No account has this name and password.</summary>
    Wrong,

    /// <summary>Too many failures: the account or the address is closed for a while.</summary>
    Locked,

    /// <summary>The form was made too long ago, or by another site.</summary>
    Expired,
}
