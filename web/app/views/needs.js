// What a person can eat, as boxes to tick. Remembered on this device, so that nobody has to say it each time.

import { h } from '../dom.js';
import { t } from '../language.js';
import { read, write } from '../storage.js';

const key = 'qnom.needs';
const known = ['halal', 'noPorkNoLard', 'vegetarian', 'vegan'];

/** The boxes: { element, value() }; `changed` is called when one is ticked. */
export function needs(changed) {
  const before = read(key) ?? [];
  const boxes = known.map(name => h('input', { type: 'checkbox', value: name, checked: before.includes(name), change }));
  const value = () => boxes.filter(box => box.checked).map(box => box.value);

  function change() {
    write(key, value());
    changed();
  }

  return {
    element: h('fieldset', { class: 'needs' }, h('legend', null, t('needs')),
      ...boxes.map(box => h('label', { class: 'tick' }, box, t(`diet.${box.value}`)))),
    value,
  };
}
