using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>Where the next page starts: after the last row that was returned.</summary>
/// <param name="Taken">Results passed so far, also those that OFFSET skipped.</param>
/// <param name="Number">The item of the last row.</param>
/// <param name="Position">Which row of that item, where JOIN makes several.</param>
/// <param name="Keys">The last row's ORDER BY values.</param>
internal sealed record Continuation(int Taken, long Number, int Position, Value[] Keys)
{
    public static Continuation Start { get; } = new(0, 0, -1, []);

    /// <exception cref="RequestRefusedException">400: no token of this emulator.</exception>
    public static Continuation Parse(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return Start;
        try
        {
            var value = ValueReader.Parse(Base64Url.DecodeFromChars(token));
            return new(
                (int)value["taken"].Integer, value["number"].Integer, (int)value["position"].Integer,
                // Undefined has no JSON form: an ORDER BY value stands in an array, which is empty for undefined.
                [.. value["keys"].Items.Select(key => key[0])]);
        }
        catch (Exception invalid) when (invalid is FormatException or JsonException or NullReferenceException or InvalidCastException)
        {
            throw RequestRefusedException.BadRequest("Invalid continuation token.");
        }
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ValueWriter.ToJson(Value.From(
        ObjectValue.Of(
            ("taken", Value.From((long)Taken)),
            ("number", Value.From(Number)),
            ("position", Value.From((long)Position)),
            ("keys", Value.From([.. Keys.Select(key => Value.From(key.IsUndefined ? [] : [key]))])))))));
}
