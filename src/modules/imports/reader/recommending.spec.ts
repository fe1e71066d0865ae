import { gradeSentence } from './recommending.js';
import { sentencesOf } from './sentences.js';

describe('sentences that recommend', () => {
  it.each([
    ['The County of Corran should suspend all licences.', 0.5, 'County of Corran'],
    ['However, the Ministry of Health and the provinces should share their data.', 0.5, 'Ministry of Health and the provinces'],
    ['Without that, the harbour board must close the channel.', 0.4, 'harbour board'],
    ['Parliament ought to repeal the tax.', 0.5, 'Parliament'],
    ['UNICEF needs to publish the figures.', 0.4, 'UNICEF'],
    ['Pakistan should sign the convention.', 0.5, 'Pakistan'],
    ['Donors, for their part, should pay in advance.', 0.5, 'Donors'],
    ['We therefore recommend that the Harbour Board dredge its channel.', 0.55, 'Harbour Board'],
    ['It is recommended that the city council should buy the land.', 0.55, 'city council'],
    ['It is strongly recommended that fees be abolished.', 0.55, null],
    ['The government is urged to reopen the line.', 0.55, 'government'],
    ['We urge the European Union to wait.', 0.55, 'European Union'],
    ['This paper calls on the landowners to open their books.', 0.55, 'landowners'],
    ['Licences should be granted for one year only.', 0.35, null],
    ['It is essential that fees fall.', 0.4, null],
    ['As the road is public, the county should repair it.', 0.5, 'county'],
    ['The board that owns the vessels should use them.', 0.5, 'board'],
    ['The town, which owns the wells, should count them.', 0.5, 'town'],
  ])('takes "%s"', (sentence, confidence, addressee) => {
    const grade = gradeSentence(sentence, 'Background');
    expect(grade).toMatchObject({ confidence });
    if (addressee) expect(grade!.addressee).toBe(addressee);
    expect(grade!.because).not.toBe('');
  }); // prettier-ignore

  it.each([
    'Critics say the state should leave the trade alone.',
    'Critics argue that the county should leave the matter to the landowners.',
    'According to the union, drivers should be paid for the night.',
    'A ban, they say, must be avoided at all costs.',
    'The ministry should act now, said the chair of the league.',
    'The league has said that “the state must not meddle with a trade older than itself”.',
    '"The town should pay," the mayor told us.',
    'Should this happen again, the village will be cut off.',
    'And should the pump fail, the cellar floods.',
    'If the council should fail to act, the road is lost.',
    'Nobody knows whether the government should pay.',
    'What should the county do?',
    'It is unclear who should repair the wall.',
    'The tax is higher than it should be.',
    'The authorities should have known this since 2012.',
    'The road must have been undermined for years.',
    'It should be noted that the figures are old.',
    'It must be said that the board tried.',
    'It is important to distinguish stoves from open fires.',
    'It is necessary to note that the sample is small.',
    'Until 1998 carts had to pay at the gate.',
    'In 1904 every house had to have a well.',
    'In 2009 a committee recommended much the same.',
    'Under the Water Act of 1964 landlords must keep the well open.',
    'The law requires that a mast must be painted.',
    'The treaty states that ships should give way.',
    'The view that the state should stand aside is old.',
    'A beach that loses shingle must be fed from somewhere.',
    'Dry wood must be stored for two years before it burns cleanly.',
    'Many residents have to walk an hour to the pump.',
    'Two sorters should be enough.',
    'The tower is a must-see for visitors.',
    'The committee asked what the ministry should publish.',
    'The minister believes the council must wait.',
    'Bodies which should protect the river look away.',
  ])('leaves "%s"', (sentence) => {
    expect(gradeSentence(sentence, 'Background')).toBeNull();
  });

  it('takes a "must" without a body only where a section looks ahead', () => {
    expect(gradeSentence('Licences must be counted.', 'History')).toBeNull();
    expect(gradeSentence('Licences must be counted.', 'Conclusion')).toMatchObject({ confidence: 0.2 });
  });
});

describe('sentences of a paragraph', () => {
  it('ends none at an abbreviation, an initial or a number', () => {
    const text =
      'Dr. I. Rane measured 2.5 metres.¹ The U.S. Navy paid. See No. 4, p. 3. “It is late.” (They knew it.) Why? Nobody asked.';
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual([
      'Dr. I. Rane measured 2.5 metres.¹',
      'The U.S. Navy paid.',
      'See No. 4, p. 3.',
      '“It is late.”',
      '(They knew it.)',
      'Why?',
      'Nobody asked.',
    ]);
    for (const { text: words, start } of sentencesOf(text)) expect(text.startsWith(words, start)).toBe(true);
  });
});
