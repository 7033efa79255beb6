using Jifen.Dashboard.Shell;

namespace Jifen.Dashboard.SignIn;

internal static class SignInTexts
{
    public static readonly Phrase Title = new("Sign in", "登录");
    public static readonly Phrase Lead = new("Points, wheels and boards, in real time.", "积分、转盘与排行榜，尽在实时掌握。");
    public static readonly Phrase Name = new("Name", "用户名");
    public static readonly Phrase Password = new("Password", "密码");
    public static readonly Phrase Button = new("Sign in", "登录");
    public static readonly Phrase Wrong = new("No account has this name and password.", "用户名或密码不正确。");
    public static readonly Phrase Expired = new("The form had grown old. Please sign in once more.", "页面已过期，请重新登录。");

    public static readonly Phrase Locked = new(
        "Too many failed attempts. Please wait {0} seconds.", "失败次数过多，请等待 {0} 秒后再试。");

    public static readonly Phrase Hint = new(
        "First start? The silo printed where the password of “admin” lies.", "首次启动？启动时的输出中给出了 admin 密码所在的文件。");

    public static Phrase? Of(SignInRefusal refusal) => refusal switch
    {
        SignInRefusal.None => null,
        SignInRefusal.Wrong => Wrong,
        SignInRefusal.Locked => Locked,
        SignInRefusal.Expired => Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "no such refusal"),
    };
}
