using QNom.Discovery.Text;

namespace QNom.Tests.Unit.Discovery;

public sealed class TextQueryTests
{
    [Theory]
    [InlineData("chicken rice", "Ah Hock Chicken Rice", 0)]
    [InlineData("RICE chick", "Ah Hock Chicken Rice", 0)]
    [InlineData("chiken rice", "Ah Hock Chicken Rice", 1)]
    [InlineData("chickne rice", "Ah Hock Chicken Rice", 1)]
    [InlineData("chickenrice", "Ah Hock Chicken Rice", 0)]
    [InlineData("chikenrice", "Ah Hock Chicken Rice", 1)]
    [InlineData("roti  prata", "RotiPrata House", 0)]
    [InlineData("nasi lemek", "Nasi Lemak", 1)]
    [InlineData("Ｌａｋｓａ", "laksa", 0)]
    [InlineData("cafe creme", "Café Crème", 0)]
    [InlineData("café", "CAFE", 0)]
    [InlineData("uncles", "Uncle's Kitchen", 0)]
    [InlineData("rice", "Ah Hock Laksa", -1)]
    [InlineData("mee", "Mew", -1)]
    [InlineData("鸡饭", "天天海南鸡饭", 0)]
    [InlineData("海南鶏饭", "天天海南鸡饭", 1)]
    [InlineData("鸡面", "天天海南鸡饭", -1)]
    [InlineData("天天 鸡饭", "天天海南鸡饭", 0)]
    [InlineData("ayam penyet", "Warung Ayam Penyét", 0)]
    [InlineData("ayam penyat", "Warung Ayam Penyet", 1)]
    [InlineData("கோழி", "கோழி சாதம்", 0)]
    [InlineData("கோழிசாதம்", "கோழி சாதம்", 0)]
    [InlineData("கொழி சாதம்", "கோழி சாதம்", 1)]
    // The vowel sign O as its two halves.
    [InlineData("\u0B95\u0BC7\u0BBE\u0BB4\u0BBF", "\u0B95\u0BCB\u0BB4\u0BBF", 0)]
    public void Slips_spaces_width_case_and_accents_are_forgiven_in_all_four_languages(string typed, string name, int slips) =>
        Assert.Equal(slips, Match(typed, name));

    [Fact]
    public void Nothing_to_look_for_is_seen() => Assert.True(new TextQuery(" -- !").IsEmpty);

    [Theory]
    [InlineData("kitten", "sitting", 3, 3)]
    [InlineData("kitten", "sitting", 2, -1)]
    [InlineData("ab", "ba", 1, 1)]
    [InlineData("", "abc", 3, 3)]
    public void Edits_are_counted_up_to_a_limit(string typed, string word, int most, int edits) =>
        Assert.Equal(edits, Edits.Between(typed, word, most));

    private static int Match(string typed, string name)
    {
        var vocabulary = TextQuery.WordsOf(name).Distinct().ToArray();
        return new TextQuery(typed).Against(vocabulary).Slips([.. Enumerable.Range(0, vocabulary.Length)]);
    }
}
