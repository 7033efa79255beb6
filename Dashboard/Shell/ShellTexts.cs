namespace Jifen.Dashboard.Shell;

/// <summary>Texts of the frame around every page.</summary>
internal static class ShellTexts
{
    public static readonly Phrase Product = new("Jifen", "积分");
    public static readonly Phrase Skip = new("Skip to the content", "跳到正文");
    public static readonly Phrase Pages = new("Pages", "页面");
    public static readonly Phrase Live = new("Live", "实时");
    public static readonly Phrase Orders = new("Orders", "订单");
    public static readonly Phrase OtherLanguage = new("中文", "English");
    public static readonly Phrase ToDark = new("Dark", "深色");
    public static readonly Phrase ToLight = new("Light", "浅色");
    public static readonly Phrase Appearance = new("Appearance", "外观");
    public static readonly Phrase SignOut = new("Sign out", "退出");
    public static readonly Phrase SignedInAs = new("Signed in as {0}", "当前用户：{0}");
    public static readonly Phrase Lost = new("Connection lost. The figures below stand still; trying again…", "连接已断开，以下数字不再更新；正在重新连接……");
    public static readonly Phrase Full = new(
        "As many pages are open as this silo allows. The figures below stand still; this page goes on by itself when another is closed.",
        "打开的页面数已达上限，以下数字不再更新；有页面关闭后，本页会自动恢复。");
    public static readonly Phrase Failed = new("This page has stopped working.", "页面已停止工作。");
    public static readonly Phrase Reload = new("Reload", "重新加载");
    public static readonly Phrase NoSuchPage = new("There is no such page.", "没有这个页面。");
    public static readonly Phrase ToStart = new("To the live page", "前往实时页面");
}
