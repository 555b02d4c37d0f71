using CsCheck;
using QNom.Payments.PayNow;

namespace QNom.Tests.Unit.Payments.PayNow;

public class PayNowCodeTests
{
    private static readonly Gen<string> Uens = Gen.OneOfConst("201403121W", "200002150H", "T08GB0025A", "T04SS0129D", "53109772B", "52912345B")
        .Where(Uen.IsGood);

    private static readonly Gen<PayNowProxy> Payees = Gen.OneOf(
        from first in Gen.Char["89"]
        from rest in Gen.Char['0', '9'].Array[7]
        select new PayNowProxy(PayNowProxyType.Mobile, $"+65{first}{new string(rest)}"),
        from uen in Uens
        from suffix in Gen.Char["ABCXYZ0189"].Array[0, 3]
        select new PayNowProxy(PayNowProxyType.Uen, uen + new string(suffix)));

    private static readonly Gen<PayNowCode> Codes =
        from payee in Payees
        from name in Text(25)
        from amount in Gen.Long[1, 999_999_999_999].Nullable()
        from editable in Gen.Bool
        from day in Gen.DateTime[new DateTime(2026, 1, 1), new DateTime(2099, 12, 31)].Nullable()
        from timed in Gen.Bool
        from bill in Text(25).Null()
        from template in Gen.Int[26, 51]
        from city in Text(15)
        select new PayNowCode(payee, name)
        {
            Amount = amount is { } cents ? new PayNowAmount(cents) : null,
            Editable = editable,
            Expiry = day is { } at
                ? new PayNowExpiry(DateOnly.FromDateTime(at), timed ? new TimeOnly(at.Hour, at.Minute, at.Second) : null)
                : null,
            BillNumber = bill,
            ForOnePayment = timed,
            Template = $"{template}",
            City = city,
        };

    [Fact]
    public void The_check_is_CRC_16_CCITT_FALSE() => Assert.Equal("29B1", Crc16.Of("123456789"));

    [Fact]
    public void Published_codes_are_read_and_written_again_byte_for_byte() =>
        Assert.All(PublishedCodes.All, text => Assert.Equal(text, PayNowReader.Read(text).Write()));

    [Theory]
    [MemberData(nameof(PublishedCodes.Refused), MemberType = typeof(PublishedCodes))]
    public void Published_codes_that_break_a_rule_are_refused(string text, string why) => Assert.Contains(
        why, Assert.Throws<FormatException>(() => PayNowReader.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_code_is_read_for_what_it_says()
    {
        var code = PayNowReader.Read(PublishedCodes.All[2]);

        Assert.Equal(new PayNowProxy(PayNowProxyType.Uen, "T08GB0025ACT1"), code.Payee);
        Assert.Equal(100, code.Amount!.Value.Cents);
        Assert.Equal(("JTC CORPORATION", "RD03032023102727848601", false, true), (code.MerchantName, code.BillNumber, code.Editable, code.ForOnePayment));
        Assert.False(code.Expiry!.Value.HasPassed(new DateTimeOffset(2023, 10, 27, 7, 54, 8, TimeSpan.Zero)));
        Assert.True(code.Expiry!.Value.HasPassed(new DateTimeOffset(2023, 10, 27, 7, 54, 9, TimeSpan.Zero)));
    }

    [Fact]
    public void A_day_ends_at_midnight_in_Singapore()
    {
        var expiry = PayNowExpiry.Read("20301231");

        Assert.False(expiry.HasPassed(new DateTimeOffset(2030, 12, 31, 15, 59, 59, TimeSpan.Zero)));
        Assert.True(expiry.HasPassed(new DateTimeOffset(2030, 12, 31, 16, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Whatever_is_written_is_read_back() => Codes.Sample(code =>
    {
        var text = code.Write();
        var read = PayNowReader.Read(text);
        return read.Write() == text
            && read with { Others = code.Others, TemplateOthers = code.TemplateOthers, AdditionalOthers = code.AdditionalOthers } == code;
    });

    [Fact]
    public void Any_single_changed_character_is_refused() => Gen.Select(Codes, Gen.Int[0, 1000], Gen.Char[' ', '~']).Sample((code, place, other) =>
    {
        var text = code.Write();
        var at = place % text.Length;
        return text[at] == other || IsRefused(text[..at] + other + text[(at + 1)..]);
    });

    [Fact]
    public void Every_character_of_a_published_code_counts()
    {
        var text = PublishedCodes.All[0];
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var other in (char[])[(char)(text[at] ^ 1), (char)(text[at] ^ 0x20), 'é', '\0'])
                Assert.True(IsRefused(text[..at] + other + text[(at + 1)..]), $"{other} at {at}");
            Assert.True(IsRefused(text.Remove(at, 1)), $"nothing at {at}");
        }
    }

    [Theory]
    [InlineData("5303702", "5303840", "currency")]
    [InlineData("5802SG", "5802MY", "country")]
    [InlineData("0009SG.PAYNOW", "0009SG.PAYLAH", "template")]
    [InlineData("0301", "0302", "data object")]
    [InlineData("5802SG", "5802SG5802SG", "twice")]
    [InlineData("52040000", "5204000A", "category")]
    [InlineData("010120210201403121W", "010110210201403121W", "neither 0 nor 2")]
    public void What_a_right_check_does_not_excuse(string good, string bad, string why)
    {
        var text = PublishedCodes.All[5];
        var changed = text[..^4].Replace(good, bad, StringComparison.Ordinal);

        Assert.NotEqual(text[..^4], changed);
        var refusal = Assert.Throws<FormatException>(() => PayNowReader.Read(changed + Crc16.Of(changed)));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("201403121W", true)]
    [InlineData("201403121X", false)]
    [InlineData("T08GB0025A", true)]
    [InlineData("T08GB0026A", false)]
    [InlineData("T08GI0025A", false)]
    [InlineData("53109772E", false)]
    [InlineData("00192200M", true)]
    [InlineData("2020111104G", false)]
    [InlineData("201403121w", false)]
    [InlineData("", false)]
    public void A_UEN_is_checked_by_its_letter(string uen, bool isGood) => Assert.Equal(isGood, Uen.IsGood(uen));

    [Fact]
    public void Limits_are_kept_when_writing()
    {
        var good = PayNowReader.Read(PublishedCodes.All[1]);
        PayNowCode[] bad =
        [
            good with { MerchantName = "" },
            good with { MerchantName = new string('a', 26) },
            good with { MerchantName = "Café" },
            good with { City = new string('a', 16) },
            good with { BillNumber = new string('1', 26) },
            good with { Amount = new PayNowAmount(0) },
            good with { Amount = new PayNowAmount(-1) },
            good with { Amount = new PayNowAmount(101, Decimals: 1) },
            good with { Amount = new PayNowAmount(1_000_000_000_000) },
            good with { Template = "25" },
            good with { Template = "52" },
            good with { Category = "12" },
            good with { Payee = new PayNowProxy(PayNowProxyType.Uen, "200002150HABCD") },
            good with { Payee = new PayNowProxy(PayNowProxyType.Mobile, "+6561234567") },
            good with { Payee = new PayNowProxy(PayNowProxyType.Mobile, "+60123456789") },
            good with { Others = [new EmvObject("26", "x")] },
            good with { Others = [new EmvObject("70", "x"), new EmvObject("70", "x")] },
            good with { TemplateOthers = [new EmvObject("05", new string('a', 70))] },
        ];
        Assert.All(bad, code => Assert.Throws<FormatException>(code.Write));
    }

    private static Gen<string> Text(int longest) => Gen.Char[' ', '~'].Array[1, longest].Select(text => new string(text));

    private static bool IsRefused(string text)
    {
        try
        {
            PayNowReader.Read(text);
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
