using System.Globalization;
using QNom.Diners.Alerts;
using QNom.Venues.Details;

namespace QNom.Diners.Notifications;

/// <summary>What is told of a short wait, in one language.</summary>
/// <param name="Title">{0}: the stall; {1}: minutes.</param>
/// <param name="Text">{0}: minutes.</param>
/// <param name="Stop">How one stops being told.</param>
internal sealed record NotificationWords(string Title, string Text, string Stop)
{
    private static readonly NotificationWords English = new(
        "{0}: about {1} min wait", "Now shorter than {0} minutes, as you asked to be told.",
        "To stop these messages, delete the alert or withdraw your consent to notifications in QNom.");

    private static readonly NotificationWords Mandarin = new(
        "{0}：排队约 {1} 分钟", "现在不到 {0} 分钟，这是您要的提醒。", "如要停止，请在 QNom 中删除提醒或撤回通知许可。");

    private static readonly NotificationWords Malay = new(
        "{0}: menunggu kira-kira {1} min", "Kini kurang daripada {0} minit, seperti yang anda minta.",
        "Untuk berhenti, padamkan peringatan atau tarik balik kebenaran pemberitahuan dalam QNom.");

    private static readonly NotificationWords Tamil = new(
        "{0}: சுமார் {1} நிமிடக் காத்திருப்பு", "இப்போது {0} நிமிடத்திற்கும் குறைவு, நீங்கள் கேட்டபடி.",
        "நிறுத்த, QNom-இல் நினைவூட்டலை நீக்குங்கள் அல்லது அறிவிப்புக்கான ஒப்புதலைத் திரும்பப் பெறுங்கள்.");

    /// <summary>What is sent for a notice.</summary>
    /// <param name="name">The notice's own name.</param>
    /// <param name="notice">The notice.</param>
    /// <param name="facts">What the venue is called.</param>
    /// <param name="language">What the diner reads.</param>
    /// <param name="expires">Later than this it is no news, UTC.</param>
    public static Notification Write(string name, Notice notice, VenueFacts facts, Language language, DateTimeOffset expires)
    {
        var words = language switch
        {
            Language.Mandarin => Mandarin,
            Language.Malay => Malay,
            Language.Tamil => Tamil,
            _ => English,
        };
        return new Notification(
            name, notice.VenueId,
            string.Format(CultureInfo.InvariantCulture, words.Title, facts.Translations?.In(language)?.Name ?? facts.Name, notice.Likely),
            string.Format(CultureInfo.InvariantCulture, words.Text, notice.UnderMinutes), words.Stop, expires);
    }
}
