namespace QNom.Tests.Unit.Payments.PayNow;

/// <summary>Codes that others have published, with where. The first six are of real payees, or say so.</summary>
internal static class PublishedCodes
{
    public static IReadOnlyList<string> All { get; } =
    [
        // An SGQR label with its own template beside PayNow's: README of github.com/poonchuanan/Python-PayNow-QR-Code-Generator.
        "00020101021126430009SG.PAYNOW010120210T04SS0129D030110502QS51810007SG.SGQR011221073031741D020701.000103066003160402010503279060400000708202107305204000053037025802SG5925LOVING HEART MULTI-SERVIC6009Singapore6304A177",
        // Woodbridge Hospital Charity Fund, a UEN with a suffix: tests/test_payload.py of github.com/daffodilistic/pyPayNowSg.
        "00020101021126400009SG.PAYNOW010120213200002150HWCF030115204000053037025802SG5923NATIONAL HEALTHCARE GRO6009Singapore6304DF3F",
        // JTC Corporation, for one payment, with 14 digits of an expiry, from a bank: QRCode samples "CitiQRCode/ManuelblHelper.cs".
        "00020101021226580009SG.PAYNOW010120213T08GB0025ACT10301004142023102715540852040000530370254041.005802SG5915JTC CORPORATION6009SINGAPORE62260122RD03032023102727848601630414EF",
        // TAISP Fund, with one decimal of an amount and a bank's own object 05: a Vaadin application's "InvoiceId" form.
        "00020101021126510009SG.PAYNOW010120210200604393R030110510TAISP FUND52040000530370254091000000.05802SG5902NA6009Singapore62140110TAISP FUND630421A9",
        // From the blog post "Peeking PayNow", 3 July 2021.
        "00020101021226370009SG.PAYNOW010120210T08SS0080L030115204000053037025802SG5910My Company6009Singapore62200116Some Payment Ref63046B56",
        // 8 digits of an expiry: the tests "QrCanvasRenderTest" and "MaskSelectionTest" of a Kotlin QR designer.
        "00020101021126490009SG.PAYNOW010120210201403121W03011040820301231520400005303702" + "5802SG5913ACME Pte Ltd.6009Singapore6304B69E",
        // A mobile number, made by a bank's app: the tests and the example of the Python package sgqr (choonkiatlee/sgqr).
        "00020101021126380009SG.PAYNOW010100211+6584554295030115204000053037025802SG5902NA6009SINGAPORE630416D8",
        // A mobile number with an amount and a bill number: the README of a Swift package, output of "PayNowDemoCLI".
        "00020101021226500009SG.PAYNOW010100211+659123456703010040820310916520400005303702540525.505802SG5913Demo Merchant6009Singapore62160112INV-DEMO-00163048F64",
        // A mobile number: "TestPayNowMobile" of a Go package.
        "00020101021226500009SG.PAYNOW010100211+659099123403011040899991231520400005303702540512.345802SG5902NA6009Singapore62110107INV123463048AF5",
    ];

    /// <summary>Published, and refused for good reasons.</summary>
    public static TheoryData<string, string> Refused { get; } = new()
    {
        // Tag 25 is no template and lengths run into each other: README of the Python package sgqrgen.
        { "00020101021125280009SG.PAYNOW010100211+659876543203011530370254040.005802SG5913TAN AH GAO 63042968", "check" },
        // A bill number of 28 characters: the tests of an npm package.
        { "00020101021126500009SG.PAYNOW010100211+6590901234030100408205004155204000053037025406888.885802SG5902NA6009Singapore62320128Payment reference XX1234567863046B73", "bill number" },
        // A UEN of ten digits: README of github.com/chriswest101/paynow.
        { "00020101021226500009SG.PAYNOW0101202112020111104G030100408202011125204000053037025406100.005802SG5924Clothing Company Pte Ltd6009Singapore62110107O1234566304B015", "payee" },
        // An expiry of 12 digits, and a UEN whose letter does not check (201509555Z would): a test of a wallet's sandbox.
        { "00020101021226560009SG.PAYNOW010120213201509555BNN1030100412230914205029520400005303702540450.05802SG5914DEV MERCHANT 56009SINGAPORE621601120870-0000VL663049149", "expiry" },
        // A name of 30 characters, longer than EMVCo allows: README of a Swift package.
        { "00020101021226490009SG.PAYNOW010120210201023709H03010040820201127520400005303702540550.005802SG5930Singapore Engineering Services6009Singapore62220118SES Monday Payment6304763F", "name" },
    };
}
