using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>What reasons are put together from, in one language.</summary>
internal sealed record ReasonWords
{
    public required string Comma { get; init; }

    public required string Halal { get; init; }

    public required string NoPorkNoLard { get; init; }

    public required string Vegetarian { get; init; }

    public required string VegetarianDishes { get; init; }

    public required string Vegan { get; init; }

    public required string VeganDishes { get; init; }

    public required string Favourite { get; init; }

    public required string Liked { get; init; }

    public required string New { get; init; }

    /// <summary>{0}: minutes.</summary>
    public required string Walk { get; init; }

    /// <summary>{0}: minutes.</summary>
    public required string Wait { get; init; }

    /// <summary>{0}: minutes.</summary>
    public required string UsualWait { get; init; }

    public required string UnknownWait { get; init; }

    /// <summary>{0}: the time.</summary>
    public required string Closes { get; init; }

    /// <summary>{0}: the time; {1}: 0 to 9 chances in ten.</summary>
    public required string Back { get; init; }

    /// <summary>The words of a language.</summary>
    public static ReasonWords In(Language language) => language switch
    {
        Language.Mandarin => Mandarin,
        Language.Malay => Malay,
        Language.Tamil => Tamil,
        _ => English,
    };

    private static ReasonWords English { get; } = new()
    {
        Comma = ", ",
        Halal = "halal",
        NoPorkNoLard = "no pork, no lard (the stall’s own claim)",
        Vegetarian = "all vegetarian",
        VegetarianDishes = "has vegetarian dishes",
        Vegan = "all vegan",
        VeganDishes = "has vegan dishes",
        Favourite = "one of your favourites",
        Liked = "you liked it",
        New = "new to you",
        Walk = "{0} min walk",
        Wait = "about {0} min wait",
        UsualWait = "usually about {0} min wait",
        UnknownWait = "wait not known",
        Closes = "closes at {0}",
        Back = "back by {0} with {1} in 10 chance",
    };

    private static ReasonWords Mandarin { get; } = new()
    {
        Comma = "，",
        Halal = "清真",
        NoPorkNoLard = "不含猪肉和猪油（摊位自称）",
        Vegetarian = "全素",
        VegetarianDishes = "有素食",
        Vegan = "全纯素",
        VeganDishes = "有纯素食",
        Favourite = "您的最爱之一",
        Liked = "您曾给好评",
        New = "您还没去过",
        Walk = "步行 {0} 分钟",
        Wait = "排队约 {0} 分钟",
        UsualWait = "平时排队约 {0} 分钟",
        UnknownWait = "排队时间不明",
        Closes = "{0} 打烊",
        Back = "{0} 前回到的机会为十分之 {1}",
    };

    private static ReasonWords Malay { get; } = new()
    {
        Comma = ", ",
        Halal = "halal",
        NoPorkNoLard = "tiada daging babi, tiada lemak babi (dakwaan gerai)",
        Vegetarian = "semuanya vegetarian",
        VegetarianDishes = "ada hidangan vegetarian",
        Vegan = "semuanya vegan",
        VeganDishes = "ada hidangan vegan",
        Favourite = "salah satu kegemaran anda",
        Liked = "anda pernah menyukainya",
        New = "baharu bagi anda",
        Walk = "{0} min berjalan kaki",
        Wait = "menunggu kira-kira {0} min",
        UsualWait = "biasanya menunggu kira-kira {0} min",
        UnknownWait = "masa menunggu tidak diketahui",
        Closes = "tutup pada {0}",
        Back = "kembali sebelum {0} dengan peluang {1} daripada 10",
    };

    private static ReasonWords Tamil { get; } = new()
    {
        Comma = ", ",
        Halal = "ஹலால்",
        NoPorkNoLard = "பன்றி இறைச்சியும் கொழுப்பும் இல்லை (கடையின் கூற்று)",
        Vegetarian = "அனைத்தும் சைவம்",
        VegetarianDishes = "சைவ உணவு உண்டு",
        Vegan = "அனைத்தும் வீகன்",
        VeganDishes = "வீகன் உணவு உண்டு",
        Favourite = "உங்களுக்குப் பிடித்தவற்றில் ஒன்று",
        Liked = "உங்களுக்குப் பிடித்திருந்தது",
        New = "உங்களுக்குப் புதியது",
        Walk = "{0} நிமிட நடை",
        Wait = "சுமார் {0} நிமிடக் காத்திருப்பு",
        UsualWait = "வழக்கமாகச் சுமார் {0} நிமிடக் காத்திருப்பு",
        UnknownWait = "காத்திருப்பு நேரம் தெரியவில்லை",
        Closes = "{0} மணிக்கு மூடப்படும்",
        Back = "{0} மணிக்குள் திரும்ப 10-இல் {1} வாய்ப்பு",
    };
}
